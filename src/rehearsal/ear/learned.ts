import type { TimedWord } from '../voice/word-timer.ts';
import { fingerprint, type Fingerprint } from './fingerprint.ts';
import { FRAME_MS, framesOf, type Frames } from './frames.ts';

/** Silence that is put around every sound, so that its edges can be found. */
export const PAD_MS = 320;

/** A sound made ready for comparison. Its frames begin PAD_MS before its first sample. */
export interface Prepared {
  readonly frames: Frames;
  readonly print: Fingerprint;
}

/** A word as a range of frames of its utterance. */
export interface LearnedWord {
  readonly text: string;
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/** What the voice has spoken, as the ear knows it. */
export interface Learned extends Prepared {
  readonly words: readonly LearnedWord[];
}

export function prepare(samples: Float32Array, sampleRate: number): Prepared {
  const pad = Math.round((PAD_MS * sampleRate) / 1000);
  const padded = new Float32Array(samples.length + 2 * pad);
  padded.set(samples, pad);
  const frames = framesOf(padded, sampleRate);
  return { frames, print: fingerprint(frames) };
}

/** Learns an utterance from its sound and its word times (ms from its first sample). */
export function learn(
  samples: Float32Array,
  sampleRate: number,
  words: readonly TimedWord[],
): Learned {
  const frameAt = (ms: number): number => Math.round((ms + PAD_MS) / FRAME_MS);
  return {
    ...prepare(samples, sampleRate),
    words: words.map((word) => ({
      text: word.text,
      from: frameAt(word.startMs),
      to: Math.max(frameAt(word.startMs) + 1, frameAt(word.endMs)),
    })),
  };
}
