import type { Decoder, Mono } from './decoder.ts';
import { toInt16 } from './downmix.ts';

/** How samples lie in bytes: little-endian, channels side by side. */
export interface PcmLayout {
  /** Hz */
  sampleRate: number;
  channels: number;
  encoding: 'uint8' | 'int16' | 'int24' | 'int32' | 'float32' | 'float64' | 'alaw' | 'mulaw';
}

const BYTES: Record<PcmLayout['encoding'], number> = {
  uint8: 1,
  int16: 2,
  int24: 3,
  int32: 4,
  float32: 4,
  float64: 8,
  alaw: 1,
  mulaw: 1,
};

/** Samples without a header. A last sample that is not whole is left out. */
export class PcmDecoder implements Decoder {
  private readonly layout: PcmLayout;
  private readonly blockBytes: number;
  private rest: Buffer = Buffer.alloc(0);

  constructor(layout: PcmLayout) {
    this.layout = layout;
    this.blockBytes = BYTES[layout.encoding] * layout.channels;
  }

  push(bytes: Uint8Array): Promise<Mono[]> {
    return Promise.resolve(this.decode(bytes));
  }

  /** As `push`, at once. */
  decode(bytes: Uint8Array): Mono[] {
    const all = Buffer.concat([this.rest, bytes]);
    const blocks = Math.floor(all.length / this.blockBytes);
    this.rest = all.subarray(blocks * this.blockBytes);
    if (blocks === 0) return [];
    const { sampleRate, channels, encoding } = this.layout;
    const size = BYTES[encoding];
    const samples = new Int16Array(blocks);
    for (let i = 0; i < blocks; i++) {
      let sum = 0;
      for (let channel = 0; channel < channels; channel++) {
        sum += readSample(all, i * this.blockBytes + channel * size, encoding);
      }
      samples[i] = toInt16(sum / channels);
    }
    return [{ samples, sampleRate }];
  }

  end(): Promise<Mono[]> {
    return Promise.resolve([]);
  }

  close(): void {
    this.rest = Buffer.alloc(0);
  }
}

/** One sample, -1 … 1. */
function readSample(bytes: Buffer, at: number, encoding: PcmLayout['encoding']): number {
  switch (encoding) {
    case 'uint8':
      return (bytes.readUInt8(at) - 128) / 128;
    case 'int16':
      return bytes.readInt16LE(at) / 32_768;
    case 'int24':
      return bytes.readIntLE(at, 3) / 8_388_608;
    case 'int32':
      return bytes.readInt32LE(at) / 2_147_483_648;
    case 'float32':
      return bytes.readFloatLE(at);
    case 'float64':
      return bytes.readDoubleLE(at);
    case 'alaw':
      return fromALaw(bytes.readUInt8(at));
    case 'mulaw':
      return fromMuLaw(bytes.readUInt8(at));
  }
}

/** ITU-T G.711, A-law: sign, 3 bits of exponent, 4 of mantissa, every other bit inverted. */
function fromALaw(code: number): number {
  const bits = code ^ 0x55;
  const exponent = (bits >> 4) & 7;
  const mantissa = ((bits & 15) << 4) + 8;
  const size = exponent === 0 ? mantissa : (mantissa + 256) << (exponent - 1);
  return (bits & 0x80 ? size : -size) / 32_768;
}

/** ITU-T G.711, µ-law: all bits inverted, with a bias of 132. */
function fromMuLaw(code: number): number {
  const bits = ~code & 0xff;
  const size = ((((bits & 15) << 3) + 132) << ((bits >> 4) & 7)) - 132;
  return (bits & 0x80 ? -size : size) / 32_768;
}
