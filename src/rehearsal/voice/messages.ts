import type { TimedWord } from './word-timer.ts';

/** What the program asks of its voice thread. `id` names the utterance. */
export type ToVoice =
  | { kind: 'speak'; id: number; text: string; voice: string; speed: number }
  | { kind: 'cancel'; id: number };

/** `pcm` is 24 kHz mono; words are in ms from the utterance's first sample. */
export type FromVoice =
  | { kind: 'ready' }
  | { kind: 'part'; id: number; pcm: Int16Array<ArrayBuffer>; words: readonly TimedWord[] }
  | { kind: 'end'; id: number }
  | { kind: 'failed'; id: number; message: string };
