import { FLACDecoder } from '@wasm-audio-decoders/flac';
import { MPEGDecoder } from 'mpg123-decoder';
import { OggOpusDecoder } from 'ogg-opus-decoder';
import { InvalidSpeech } from '../invalid-speech.ts';
import type { Decoder, Mono } from './decoder.ts';
import { downmix } from './downmix.ts';

/** What the decoders of the project wasm-audio-decoders give. */
interface Decoded {
  channelData: Float32Array[];
  samplesDecoded: number;
  sampleRate: number;
  errors: { message: string }[];
}

interface WasmDecoder {
  readonly ready: Promise<void>;
  decode(bytes: Uint8Array): Decoded | Promise<Decoded>;
  flush?(): Promise<Decoded>;
  free(): void;
}

export const mp3Decoder = (): Decoder => new Wasm('MP3', new MPEGDecoder());
export const oggOpusDecoder = (): Decoder => new Wasm('Ogg Opus', new OggOpusDecoder());
/** In a container of its own, or in Ogg. */
export const flacDecoder = (): Decoder => new Wasm('FLAC', new FLACDecoder());

class Wasm implements Decoder {
  private readonly name: string;
  private readonly decoder: WasmDecoder;

  constructor(name: string, decoder: WasmDecoder) {
    this.name = name;
    this.decoder = decoder;
  }

  push(bytes: Uint8Array): Promise<Mono[]> {
    // What it is given may be a view that is used again, and a Buffer isn't what they ask for.
    return this.decoded(() => this.decoder.decode(Uint8Array.from(bytes)));
  }

  end(): Promise<Mono[]> {
    return this.decoded(() => this.decoder.flush?.());
  }

  close(): void {
    void this.decoder.ready.then(() => this.decoder.free()).catch(() => undefined);
  }

  private async decoded(decode: () => Decoded | Promise<Decoded> | undefined): Promise<Mono[]> {
    const result = await this.tryTo(decode);
    if (!result) return [];
    if (result.errors.length > 0) throw this.damaged();
    if (result.samplesDecoded <= 0) return [];
    return [{ samples: downmix(result.channelData), sampleRate: result.sampleRate }];
  }

  private async tryTo<T>(decode: () => T | Promise<T>): Promise<T> {
    try {
      await this.decoder.ready;
      return await decode();
    } catch {
      // Its own words are for programmers, and may quote what was sent.
      throw this.damaged();
    }
  }

  private damaged(): InvalidSpeech {
    return new InvalidSpeech(`damaged ${this.name}`);
  }
}
