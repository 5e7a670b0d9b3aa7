import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Voiced overlap after which somebody who is being interrupted gives way, ms. */
export const YIELD_AFTER_MS = 192;

/** Earliest and latest moment of a barge-in, ms of the other side's speech. */
const EARLIEST_MS = 1200;
const LATEST_MS = 3200;

/** Decides, turn by turn and from a seed, whether and when a side barges in on the other. */
export class BargeInPlan {
  private readonly random;
  private readonly likelihood: number;

  /** @param likelihood 0 (never) … 1 (on every long turn) */
  constructor(likelihood: number, seed: number) {
    this.likelihood = likelihood;
    this.random = xoroshiro128plus(seed);
  }

  /** For one more turn of the other side: after how many ms of its speech to barge in, if at all. */
  next(): number | undefined {
    const chance = uniformFloat64(this.random);
    const moment = uniformFloat64(this.random);
    if (chance >= this.likelihood) return undefined;
    return EARLIEST_MS + moment * (LATEST_MS - EARLIEST_MS);
  }
}
