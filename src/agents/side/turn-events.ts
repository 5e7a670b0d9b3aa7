import type { SpokenWord, StemPart } from '../../contract/worker-messages.ts';

export interface TurnStarted {
  turnId: string;
  atMonotonicMs: number;
}

export interface TurnWords {
  turnId: string;
  /** Those whose sound was handed out since the last time; they sound up to a second later. */
  words: SpokenWord[];
}

export interface TurnEnded {
  turnId: string;
  /** The text whose audio was asked for, and the part of it that was audible. */
  intended: string;
  text: string;
  words: SpokenWord[];
  startMonotonicMs: number;
  endMonotonicMs: number;
  playedMs: number;
  /** It was cut off, or broke off by itself. */
  interrupted: boolean;
  /** Where what was played is kept. */
  stem: StemPart | undefined;
}

/** What is told of the turns that a side plays. */
export interface TurnEvents {
  onTurnStarted(turn: TurnStarted): void;
  onTurnWords(words: TurnWords): void;
  onTurnEnded(turn: TurnEnded): void;
}
