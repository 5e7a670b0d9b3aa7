import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { inPlace, type Effect } from './effect.ts';
import { generator } from './seeded.ts';

const PACKET_SECONDS = 0.02;

export interface Loss {
  /** Share of the packets that is lost, 0 … 0.5. */
  rate: number;
  /** Mean length of a row of lost packets, ≥ 1. */
  burst: number;
  seed: number;
}

/**
 * Packets of 20 ms that fall silent, each side's for itself: a chain of two states (E. N. Gilbert, "Capacity of
 * a burst-noise channel", 1960) in which all packets of the bad state are lost.
 */
export function packetLoss({ rate, burst, seed }: Loss, sampleRate: number): Effect {
  const length = Math.round(PACKET_SECONDS * sampleRate);
  const lines = ['a', 'b'].map((side) => new Line(rate, burst, generator(seed, side)));
  let at = 0;
  return inPlace((block) => {
    for (let i = 0; i < block[0].length; i++, at++) {
      if (at % length === 0) for (const line of lines) line.next();
      if (lines[0]?.isLost) block[0][i] = 0;
      if (lines[1]?.isLost) block[1][i] = 0;
    }
  });
}

class Line {
  isLost = false;
  readonly #toBad: number;
  readonly #toGood: number;
  readonly #random: RandomGenerator;
  #begun = false;
  readonly #rate: number;

  constructor(rate: number, burst: number, random: RandomGenerator) {
    this.#rate = rate;
    this.#toGood = 1 / burst;
    // Of all packets the share `rate` is lost when as many rows begin as end.
    this.#toBad = (rate * this.#toGood) / (1 - rate);
    this.#random = random;
  }

  next(): void {
    const share = uniformFloat64(this.#random);
    if (!this.#begun) this.isLost = share < this.#rate;
    else this.isLost = this.isLost ? share >= this.#toGood : share < this.#toBad;
    this.#begun = true;
  }
}
