import { interpolate, reachOf, decimate } from '../../../../src/main/recordings/stems/resample.ts';
import {
  FINE_PER_COARSE,
  inBlocks,
  type Sound,
} from '../../../../src/main/recordings/stems/sound.ts';

export const STEM_RATE = 24_000;
export const PER_MS = 48;

/** Equal seeds give equal numbers, 0 … 1 (Lehmer, "minimal standard"). */
function randomOf(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Something like speech: syllables of coloured noise between short gaps, at STEM_RATE, −1 … 1. */
export function voice(seed: number, ms: number): Float32Array {
  const random = randomOf(seed);
  const samples = new Float32Array((ms * STEM_RATE) / 1000);
  let at = 0;
  while (at < samples.length) {
    const length = Math.round((120 + 200 * random()) * 24);
    const colour = 0.6 + 0.35 * random();
    let last = 0;
    for (let index = 0; index < length && at + index < samples.length; index += 1) {
      last = colour * last + (1 - colour) * (2 * random() - 1);
      samples[at + index] = last * Math.sin((Math.PI * (index + 1)) / (length + 1)) * 0.8;
    }
    at += length + Math.round((random() < 0.2 ? 160 : 15) * 24);
  }
  return samples;
}

/** The same at the rate of the recording. */
export function atFineRate(samples: Float32Array): Float32Array {
  const reach = reachOf({ up: 2 });
  const padded = new Float32Array(samples.length + 2 * reach);
  padded.set(samples, reach);
  return interpolate(padded, 2);
}

/** What a jitter buffer does at a moment of the stem: inserts so many ms, or takes so many out. */
export interface Edit {
  atMs: number;
  ms: number;
}

/** As it is heard: inserted time repeats what came before it. Edits in order, far enough apart. */
export function heard(samples: Float32Array, edits: readonly Edit[]): Float32Array {
  const pieces: Float32Array[] = [];
  let from = 0;
  for (const { atMs, ms } of edits) {
    const at = atMs * PER_MS;
    const length = Math.round(Math.abs(ms) * PER_MS);
    pieces.push(samples.subarray(from, at));
    if (ms > 0) pieces.push(samples.subarray(at - length, at));
    from = ms < 0 ? at + length : at;
  }
  pieces.push(samples.subarray(from));
  return joined(pieces);
}

/** How far edits have moved a moment of the stem, in samples of the recording. */
export function movedBy(edits: readonly Edit[], atMs: number): number {
  return edits
    .filter((edit) => edit.atMs <= atMs)
    .reduce((sum, { ms }) => sum + Math.round(ms * PER_MS), 0);
}

/** Sounds at given places of a silence. */
export function laid(length: number, ...placed: [at: number, Float32Array][]): Float32Array {
  const target = new Float32Array(length);
  for (const [at, samples] of placed) {
    samples.forEach((sample, index) => {
      if (at + index >= 0 && at + index < length) target[at + index]! += sample;
    });
  }
  return target;
}

/** As a file would be seen. */
export function soundOf(samples: Float32Array): Sound {
  const read = (from: number, length: number) => {
    const target = new Float32Array(length);
    const first = Math.max(from, 0);
    const end = Math.min(from + length, samples.length);
    if (end > first) target.set(samples.subarray(first, end), first - from);
    return target;
  };
  const reach = reachOf({ down: FINE_PER_COARSE });
  return {
    fine: async (from, length) => read(from, length),
    coarse: inBlocks(async (from, length) =>
      decimate(read(from - reach, length + 2 * reach), FINE_PER_COARSE),
    ),
  };
}

function joined(pieces: readonly Float32Array[]): Float32Array {
  const target = new Float32Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    target.set(piece, at);
    at += piece.length;
  }
  return target;
}
