import type { TimedWord } from '../voice/word-timer.ts';
import type { EarWord } from './listen.ts';
import type { Party } from './memory.ts';

/** What the program asks of its ear thread. Sound is mono 16-bit PCM. */
export type ToEar =
  | {
      kind: 'learn';
      speaker: Party;
      pcm: Int16Array<ArrayBuffer>;
      sampleRate: number;
      words: readonly TimedWord[];
    }
  | {
      kind: 'listen';
      id: number;
      listener: Party;
      pcm: Int16Array<ArrayBuffer>;
      sampleRate: number;
    }
  | { kind: 'forget'; conversationId: string };

export type FromEar =
  | { kind: 'heard'; id: number; words: readonly EarWord[] }
  | { kind: 'failed'; id: number; message: string };
