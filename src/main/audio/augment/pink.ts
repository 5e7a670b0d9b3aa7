import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import type { NoiseSource } from './noise-source.ts';

/** From here on the power falls by 3 dB per octave, Hz. */
const LOWEST_HZ = 10;
/** Each pole is two octaves above the one before, with a zero in the middle: 10 dB per decade within 0.5 dB. */
const POLE_STEP = 4;
/** A random 32-bit integer as a sample. */
const TO_SAMPLE = 2 ** -31;
/** Variance of numbers that are evenly spread over −1 … 1. */
const WHITE_POWER = 1 / 3;
/** The slowest filter has rung out by then, s. */
const SETTLED_SECONDS = 0.5;

/** Pink noise without end: white noise through first-order filters. */
export class PinkNoise implements NoiseSource {
  readonly rms: number;
  readonly #random: RandomGenerator;
  readonly #filter: PinkFilter;

  constructor(rate: number, random: RandomGenerator) {
    this.#random = random;
    this.#filter = new PinkFilter(rate);
    this.rms = Math.sqrt(WHITE_POWER * responseEnergy(rate));
  }

  next(): number {
    return this.#filter.next(this.#random.next() * TO_SAMPLE);
  }
}

class PinkFilter {
  readonly #poles: number[] = [];
  readonly #zeros: number[] = [];
  /** Of each filter: the last input (which is the output of the one before). */
  readonly #last: Float64Array;

  constructor(rate: number) {
    for (let pole = LOWEST_HZ; pole < rate / 2; pole *= POLE_STEP) {
      this.#poles.push(Math.exp((-2 * Math.PI * pole) / rate));
      this.#zeros.push(Math.exp((-2 * Math.PI * pole * Math.sqrt(POLE_STEP)) / rate));
    }
    this.#last = new Float64Array(this.#poles.length + 1);
  }

  next(input: number): number {
    const last = this.#last;
    let value = input;
    for (let i = 0; i < this.#poles.length; i++) {
      const before = last[i] ?? 0;
      const pole = this.#poles[i] ?? 0;
      const zero = this.#zeros[i] ?? 0;
      last[i] = value;
      value = value - zero * before + pole * (last[i + 1] ?? 0);
    }
    last[this.#poles.length] = value;
    return value;
  }
}

function responseEnergy(rate: number): number {
  const filter = new PinkFilter(rate);
  let energy = filter.next(1) ** 2;
  for (let i = 0; i < rate * SETTLED_SECONDS; i++) energy += filter.next(0) ** 2;
  return energy;
}
