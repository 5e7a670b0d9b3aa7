import { otherSide, type Side } from '../../contract/side.ts';
import type { Learned } from './learned.ts';

/** The ear forgets what was spoken longer ago … */
const LONGEST_MS = 5 * 60_000;
/** … and what came before the last so many utterances. */
const MOST_UTTERANCES = 200;

/** Who speaks or listens; empty for a client that is none of ours. */
export interface Party {
  readonly conversationId?: string | undefined;
  readonly side?: Side | undefined;
}

interface Entry {
  readonly speaker: Party;
  readonly learned: Learned;
  readonly atMs: number;
}

/** What the voice has lately spoken, bounded in number and age. Times are ms of any one clock. */
export class Memory {
  #entries: Entry[] = [];

  add(speaker: Party, learned: Learned, nowMs: number): void {
    this.#entries.push({ speaker, learned, atMs: nowMs });
    if (this.#entries.length > MOST_UTTERANCES) this.#entries.shift();
    this.#forgetOld(nowMs);
  }

  /** What this listener may be hearing, newest first: the other side of its conversation, or anything. */
  audibleTo(listener: Party, nowMs: number): Learned[] {
    this.#forgetOld(nowMs);
    return this.#entries
      .filter(({ speaker }) => canHear(listener, speaker))
      .map(({ learned }) => learned)
      .reverse();
  }

  forget(conversationId: string): void {
    this.#entries = this.#entries.filter((each) => each.speaker.conversationId !== conversationId);
  }

  #forgetOld(nowMs: number): void {
    const first = this.#entries.findIndex((each) => nowMs - each.atMs <= LONGEST_MS);
    if (first !== 0) this.#entries = first < 0 ? [] : this.#entries.slice(first);
  }
}

function canHear(listener: Party, speaker: Party): boolean {
  if (listener.conversationId === undefined) return true;
  if (listener.conversationId !== speaker.conversationId) return false;
  return listener.side === undefined || speaker.side === otherSide(listener.side);
}
