import { BANDS, type Frames } from './frames.ts';

/** Frames over which the spectrum is compared with itself. */
const REACH = 4;
/** Half the frames over which a spectrum is smoothed before. */
const SMOOTH = 2;

/** Bits per frame in both words together. */
export const PRINT_BITS = 2 * (BANDS - 1);

/**
 * Two words of bits for each frame, robust against codec and level: signs of the spectrum's slope along
 * frequency, and of its change in time (after Haitsma and Kalker, "A Highly Robust Audio Fingerprinting
 * System", ISMIR 2002). For finding a place fast, not for deciding.
 */
export interface Fingerprint {
  readonly slope: Int32Array;
  readonly change: Int32Array;
}

export function fingerprint(frames: Frames): Fingerprint {
  const smooth = smoothed(frames);
  const slope = new Int32Array(frames.count);
  const change = new Int32Array(frames.count);
  for (let frame = 0; frame < frames.count; frame += 1) {
    const at = frame * BANDS;
    const before = Math.max(0, frame - REACH) * BANDS;
    for (let band = 0; band < BANDS - 1; band += 1) {
      const now = smooth[at + band]! - smooth[at + band + 1]!;
      const then = smooth[before + band]! - smooth[before + band + 1]!;
      if (now > 0) slope[frame]! |= 1 << band;
      if (now > then) change[frame]! |= 1 << band;
    }
  }
  return { slope, change };
}

function smoothed({ bands, count }: Frames): Float32Array {
  const result = new Float32Array(bands.length);
  for (let frame = 0; frame < count; frame += 1) {
    const from = Math.max(0, frame - SMOOTH);
    const to = Math.min(count - 1, frame + SMOOTH);
    for (let band = 0; band < BANDS; band += 1) {
      let sum = 0;
      for (let near = from; near <= to; near += 1) sum += bands[near * BANDS + band]!;
      result[frame * BANDS + band] = sum / (to - from + 1);
    }
  }
  return result;
}

/** How many bits of a word are set. */
export function ones(word: number): number {
  let bits = word - ((word >>> 1) & 0x5555_5555);
  bits = (bits & 0x3333_3333) + ((bits >>> 2) & 0x3333_3333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}
