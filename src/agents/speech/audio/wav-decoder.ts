import { InvalidSpeech } from '../invalid-speech.ts';
import type { Decoder, Mono } from './decoder.ts';
import { PcmDecoder, type PcmLayout } from './pcm-decoder.ts';

/** The format codes of a WAV file (RFC 2361; mmreg.h). */
const FORMAT = { pcm: 1, float: 3, alaw: 6, mulaw: 7, extensible: 0xfffe };
const RIFF_HEADER_BYTES = 12;
const CHUNK_HEADER_BYTES = 8;
/** A server that streams doesn't know the length when it writes it: 0, or about the most that fits. */
const UNKNOWN_FROM = 0x7fff_0000;
/** A format chunk is at most 40 bytes long, what stands before the sound seldom more than this. */
const MOST_HEADER_CHUNK = 1_000_000;

type Where =
  | { kind: 'riff' }
  | { kind: 'chunk' }
  | { kind: 'format'; bytes: number }
  | { kind: 'skip'; bytes: number }
  | { kind: 'sound'; left: number };

/**
 * WAV from a server that may still be making it: lengths in the header can be missing or wrong, and
 * several files may follow each other.
 */
export class WavDecoder implements Decoder {
  private where: Where = { kind: 'riff' };
  private waiting: Buffer = Buffer.alloc(0);
  private pcm: PcmDecoder | undefined;
  private heardSound = false;
  /** A byte may follow that only makes the length of the sound even. */
  private mayBeFilled = false;

  push(bytes: Uint8Array): Promise<Mono[]> {
    return new Promise((resolve) => resolve(this.read(bytes)));
  }

  end(): Promise<Mono[]> {
    return Promise.resolve([]);
  }

  close(): void {
    this.waiting = Buffer.alloc(0);
  }

  private read(bytes: Uint8Array): Mono[] {
    this.waiting = Buffer.concat([this.waiting, bytes]);
    const sound: Mono[] = [];
    while (this.step(sound));
    return sound;
  }

  /** @returns whether something was done and more may be possible */
  private step(sound: Mono[]): boolean {
    const { where } = this;
    switch (where.kind) {
      case 'riff':
        return this.readRiff();
      case 'chunk':
        return this.readChunkHeader();
      case 'format':
        if (this.waiting.length < where.bytes) return false;
        this.pcm = new PcmDecoder(layoutOf(this.take(where.bytes)));
        this.where = { kind: 'chunk' };
        return true;
      case 'skip': {
        if (where.bytes === 0) {
          this.where = { kind: 'chunk' };
          return true;
        }
        const skipped = this.take(Math.min(where.bytes, this.waiting.length)).length;
        this.where = { kind: 'skip', bytes: where.bytes - skipped };
        return skipped > 0;
      }
      case 'sound':
        return this.readSound(where.left, sound);
    }
  }

  private readRiff(): boolean {
    if (this.waiting.length < RIFF_HEADER_BYTES) return false;
    const header = this.take(RIFF_HEADER_BYTES);
    if (header.toString('latin1', 8, 12) !== 'WAVE') throw new InvalidSpeech('a broken WAV file');
    this.where = { kind: 'chunk' };
    return true;
  }

  private readChunkHeader(): boolean {
    if (this.waiting.length < CHUNK_HEADER_BYTES) return false;
    if (this.mayBeFilled && this.waiting[0] === 0) {
      if (this.waiting.length <= CHUNK_HEADER_BYTES) return false;
      if (isChunkId(this.waiting.toString('latin1', 1, 5))) this.take(1);
    }
    this.mayBeFilled = false;
    const id = this.waiting.toString('latin1', 0, 4);
    const size = this.waiting.readUInt32LE(4);
    if (this.heardSound && (id === 'RIFF' || id === 'RF64')) {
      this.where = { kind: 'riff' };
      return true;
    }
    if (this.heardSound && !isChunkId(id)) {
      // The length of the sound was too short: what follows it is more of it.
      this.where = { kind: 'sound', left: Infinity };
      return true;
    }
    this.take(CHUNK_HEADER_BYTES);
    this.where = this.chunk(id, size);
    return true;
  }

  private chunk(id: string, size: number): Where {
    const padded = size + (size % 2);
    if (id === 'data') {
      if (!this.pcm) throw new InvalidSpeech('a WAV file that does not say its format');
      const isUnknown = size === 0 || size >= UNKNOWN_FROM;
      this.heardSound = true;
      this.mayBeFilled = !isUnknown && size % 2 === 1;
      return { kind: 'sound', left: isUnknown ? Infinity : size };
    }
    if (this.heardSound) return { kind: 'skip', bytes: padded };
    if (!isChunkId(id) || size > MOST_HEADER_CHUNK) throw new InvalidSpeech('a broken WAV file');
    return { kind: id === 'fmt ' ? 'format' : 'skip', bytes: padded };
  }

  private readSound(left: number, sound: Mono[]): boolean {
    if (left === 0) {
      this.where = { kind: 'chunk' };
      return true;
    }
    const bytes = this.take(Math.min(left, this.waiting.length));
    if (bytes.length === 0) return false;
    sound.push(...(this.pcm?.decode(bytes) ?? []));
    this.where = { kind: 'sound', left: left - bytes.length };
    return true;
  }

  private take(bytes: number): Buffer {
    const taken = this.waiting.subarray(0, bytes);
    this.waiting = this.waiting.subarray(bytes);
    return taken;
  }
}

function isChunkId(id: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9]{1,3} {0,2}$/.test(id);
}

/** @param chunk the body of a `fmt ` chunk */
function layoutOf(chunk: Buffer): PcmLayout {
  if (chunk.length < 16) throw new InvalidSpeech('a broken WAV file');
  const code = chunk.readUInt16LE(0);
  // An extensible format names the real one in the first two bytes of its GUID.
  const format = code === FORMAT.extensible && chunk.length >= 26 ? chunk.readUInt16LE(24) : code;
  const channels = chunk.readUInt16LE(2);
  const sampleRate = chunk.readUInt32LE(4);
  const bits = chunk.readUInt16LE(14);
  const encoding = encodingOf(format, bits);
  if (!encoding) throw new InvalidSpeech(`a WAV file of an unknown kind (${format}, ${bits} bit)`);
  if (channels < 1 || channels > 32 || sampleRate < 4000 || sampleRate > 384_000) {
    throw new InvalidSpeech('a broken WAV file');
  }
  return { sampleRate, channels, encoding };
}

function encodingOf(format: number, bits: number): PcmLayout['encoding'] | undefined {
  if (format === FORMAT.pcm) {
    return ({ 8: 'uint8', 16: 'int16', 24: 'int24', 32: 'int32' } as const)[bits];
  }
  if (format === FORMAT.float) return ({ 32: 'float32', 64: 'float64' } as const)[bits];
  if (format === FORMAT.alaw && bits === 8) return 'alaw';
  if (format === FORMAT.mulaw && bits === 8) return 'mulaw';
  return undefined;
}
