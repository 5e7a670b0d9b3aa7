import type { ErrorData } from '../../contract/errors.ts';
import { money } from '../../contract/money.ts';

/** What one conversation of a batch may cost, US dollars; `wait`: it isn't known before another has ended. */
export type Share = number | 'wait' | 'spent';

export interface PurseOptions {
  totalUsd: number;
  /** How many conversations are held at once. */
  lanes: number;
  /** Less than this is no budget for a conversation, US dollars. */
  leastUsd: number;
}

/**
 * What a batch may cost altogether. Each conversation is given a share that nobody else can spend; what it
 * left comes back. A further one is begun only when as much is left as the dearest so far has cost.
 */
export class Purse {
  readonly #totalUsd: number;
  readonly #leastUsd: number;
  /** How many of the first conversations have yet to get their share. */
  #toStart: number;
  #freeUsd: number;
  #spentUsd = 0;
  #dearestUsd = 0;
  readonly #shares = new Map<number, number>();

  constructor({ totalUsd, lanes, leastUsd }: PurseOptions) {
    this.#totalUsd = totalUsd;
    this.#leastUsd = leastUsd;
    this.#freeUsd = totalUsd;
    this.#toStart = lanes;
  }

  /** The share of a conversation that is to begin. @param mostUsd what it may cost by itself */
  take(index: number, mostUsd = Infinity): Share {
    const neededUsd = Math.max(this.#leastUsd, this.#dearestUsd);
    if (this.#freeUsd <= 0 || this.#freeUsd < neededUsd)
      return this.#shares.size > 0 ? 'wait' : 'spent';
    const equalUsd = this.#freeUsd / Math.max(1, this.#toStart);
    const share = Math.min(Math.max(equalUsd, this.#leastUsd), this.#freeUsd, mostUsd);
    this.#toStart -= 1;
    this.#freeUsd -= share;
    this.#shares.set(index, share);
    return share;
  }

  /** @param costUsd what the conversation has cost */
  giveBack(index: number, costUsd: number): void {
    this.#freeUsd += (this.#shares.get(index) ?? 0) - costUsd;
    this.#shares.delete(index);
    this.#spentUsd += costUsd;
    this.#dearestUsd = Math.max(this.#dearestUsd, costUsd);
  }

  /** Why no further conversation is begun, and what helps. */
  get reason(): Pick<ErrorData, 'message' | 'remedy'> {
    const amounts = `${money(this.#spentUsd)} of ${money(this.#totalUsd)} was spent`;
    return {
      message: `The budget for all conversations allowed no further one: ${amounts}.`,
      remedy: 'Give a larger total budget for more of them.',
    };
  }
}
