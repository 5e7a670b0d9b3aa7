import { assertNever } from '../../../contract/kind.ts';
import { InvalidSpeech } from '../invalid-speech.ts';
import type { Decoder, Mono } from './decoder.ts';
import { NoiseGuard } from './noise-guard.ts';
import { PcmDecoder } from './pcm-decoder.ts';
import { sniff, type SoundKind } from './sniff.ts';
import { SpeechRate } from './speech-rate.ts';
import { flacDecoder, mp3Decoder, oggOpusDecoder } from './wasm-decoders.ts';
import { WavDecoder } from './wav-decoder.ts';

export interface SpeechDecodingOptions {
  /** The response's header, if any. */
  contentType: string | null;
  /** Of samples without a header, Hz; undefined: as the content type says, else `toRate`. */
  sampleRate?: number | undefined;
  /** What comes out, Hz. */
  toRate: number;
}

/**
 * The body of a speech response as sound: 16 bit, mono, at one rate, as early as its format allows. What
 * it is, is judged by the bytes, whatever was asked for and whatever the header says.
 */
export class SpeechDecoding {
  private readonly options: SpeechDecodingOptions;
  private readonly contentType: string;
  private readonly rate: SpeechRate;
  private readonly guard = new NoiseGuard();
  private head: Buffer = Buffer.alloc(0);
  private decoder: Decoder | undefined;

  constructor(options: SpeechDecodingOptions) {
    this.options = options;
    this.contentType = options.contentType?.toLowerCase() ?? '';
    this.rate = new SpeechRate(options.toRate);
  }

  /** @throws InvalidSpeech for what is no sound or can't be read */
  async push(bytes: Uint8Array): Promise<Int16Array[]> {
    if (this.decoder) return this.checked(await this.decoder.push(bytes));
    this.head = Buffer.concat([this.head, bytes]);
    return this.begin(false);
  }

  /** No more bytes follow. */
  async end(): Promise<Int16Array[]> {
    const first = this.decoder || this.head.length === 0 ? [] : await this.begin(true);
    const last = this.checked((await this.decoder?.end()) ?? []);
    const rest = this.judged(this.rate.flush());
    const waiting = this.guard.flush();
    if (!waiting) throw noise();
    return [...first, ...last, ...rest, waiting].filter(({ length }) => length > 0);
  }

  close(): void {
    this.decoder?.close();
    this.rate.close();
  }

  private async begin(isAll: boolean): Promise<Int16Array[]> {
    const found = sniff(this.head, isAll, this.contentType);
    if (found.kind === 'more') return [];
    if (found.kind === 'unreadable') throw new InvalidSpeech(found.what);
    this.decoder = this.decoderFor(found.kind);
    const { head } = this;
    this.head = Buffer.alloc(0);
    return this.checked(await this.decoder.push(head));
  }

  private decoderFor(kind: SoundKind): Decoder {
    switch (kind) {
      case 'wav':
        return new WavDecoder();
      case 'mp3':
        return mp3Decoder();
      case 'ogg-opus':
        return oggOpusDecoder();
      case 'flac':
      case 'ogg-flac':
        return flacDecoder();
      case 'pcm':
        return new PcmDecoder({
          sampleRate:
            this.options.sampleRate ?? numberIn(this.contentType, 'rate') ?? this.options.toRate,
          channels: numberIn(this.contentType, 'channels') ?? 1,
          encoding: 'int16',
        });
      default:
        return assertNever(kind);
    }
  }

  private checked(sound: readonly Mono[]): Int16Array[] {
    return this.judged(sound.flatMap((piece) => this.rate.push(piece)));
  }

  private judged(pieces: readonly Int16Array[]): Int16Array[] {
    return pieces.map((piece) => {
      const passed = this.guard.pass(piece);
      if (!passed) throw noise();
      return passed;
    });
  }
}

function noise(): InvalidSpeech {
  return new InvalidSpeech('noise: random or compressed data of an unknown format');
}

/** A parameter of a media type: `audio/pcm;rate=16000`, `audio/L16; channels=2`. */
function numberIn(contentType: string, name: string): number | undefined {
  const found = new RegExp(`;\\s*(?:sample_?)?${name}\\s*=\\s*"?(\\d+)`).exec(contentType);
  const value = Number(found?.[1] ?? Number.NaN);
  const [least, most] = name === 'rate' ? [4000, 384_000] : [1, 32];
  return value >= least && value <= most ? value : undefined;
}
