import { uniformInt } from 'pure-rand/distribution/uniformInt';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { openAudio, unusable } from './audio-file.ts';
import type { NoiseSource } from './noise-source.ts';

/** So much of a file is used, s: bounds the memory. */
const LONGEST_SECONDS = 300;
const SHORTEST_SECONDS = 0.1;
/** The end runs into the beginning over this time, s. */
const FADE_SECONDS = 0.05;
/** What is below this is taken for silence: −80 dBFS. */
const SILENT = 1e-4;
const FULL = 32_768;

/** A stretch of sound that can be repeated without a click. */
export interface Loop {
  samples: Int16Array;
  /** Root mean square, 0 … 1. */
  rms: number;
}

/** Repeats a loop for ever, from a place that is chosen by chance. */
export class LoopedNoise implements NoiseSource {
  readonly rms: number;
  readonly #samples: Int16Array;
  #at: number;

  constructor({ samples, rms }: Loop, random: RandomGenerator) {
    this.#samples = samples;
    this.rms = rms;
    this.#at = uniformInt(random, 0, samples.length - 1);
  }

  next(): number {
    const sample = (this.#samples[this.#at] ?? 0) / FULL;
    this.#at = this.#at + 1 === this.#samples.length ? 0 : this.#at + 1;
    return sample;
  }
}

/**
 * The first five minutes of an audio file, one channel.
 *
 * @throws StudioError `not-found`, or `invalid-input` when it is no audio, silent, or too short
 */
export async function fileLoop(
  path: string,
  { rate, signal }: { rate: number; signal?: AbortSignal | undefined },
): Promise<Loop> {
  const what = 'The noise file';
  const { samples } = await openAudio(what, path, rate, LONGEST_SECONDS, signal);
  if (samples.length < SHORTEST_SECONDS * rate) {
    throw unusable(what, path, 'is shorter than a tenth of a second');
  }
  const loop = loopOf(samples, rate);
  if (loop.rms < SILENT) throw unusable(what, path, 'is silent');
  return loop;
}

/** Makes the end run into the beginning, and measures. */
export function loopOf(samples: Int16Array, rate: number): Loop {
  const fade = Math.min(Math.round(FADE_SECONDS * rate), Math.floor(samples.length / 4));
  const length = samples.length - fade;
  const looped = samples.slice(0, length);
  for (let i = 0; i < fade; i++) {
    const angle = ((i + 0.5) / fade) * (Math.PI / 2);
    const beginning = (samples[i] ?? 0) * Math.sin(angle);
    const end = (samples[length + i] ?? 0) * Math.cos(angle);
    looped[i] = Math.max(-FULL, Math.min(FULL - 1, Math.round(beginning + end)));
  }
  return { samples: looped, rms: rmsOf(looped) };
}

function rmsOf(samples: Int16Array): number {
  let sum = 0;
  // By index: the iterator would hold the host up for a fifth of a second.
  for (let i = 0; i < samples.length; i++) sum += (samples[i] ?? 0) * (samples[i] ?? 0);
  return Math.sqrt(sum / Math.max(1, samples.length)) / FULL;
}
