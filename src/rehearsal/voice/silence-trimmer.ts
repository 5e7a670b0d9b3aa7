import { joinPcm } from './pcm.ts';

/** Quieter than this (16-bit) is silence: −48 dBFS. */
const AUDIBLE = 130;

/**
 * Removes silence before the first and after the last sound of a stream, but for `keep` samples.
 * Silence inside stays: it is held back until sound follows.
 */
export class SilenceTrimmer {
  readonly #keep: number;
  #held: Int16Array<ArrayBuffer> = new Int16Array(0);
  #begun = false;
  /** Samples that were removed before the first sound. */
  removed = 0;

  constructor(keep: number) {
    this.#keep = keep;
  }

  /** Takes the next samples, gives those that are known to belong to the sound. */
  push(samples: Int16Array): Int16Array<ArrayBuffer> {
    const all = joinPcm(this.#held, samples);
    const first = this.#begun ? 0 : all.findIndex(audible);
    if (first < 0) {
      this.#hold(all, Math.max(0, all.length - this.#keep));
      return new Int16Array(0);
    }
    const from = this.#begun ? 0 : Math.max(0, first - this.#keep);
    const to = all.findLastIndex(audible) + 1;
    if (!this.#begun) this.removed += from;
    this.#begun = true;
    this.#held = all.slice(to);
    return all.slice(from, to);
  }

  /** The end of the sound: at most `keep` samples of the silence that follows it. */
  flush(): Int16Array<ArrayBuffer> {
    return this.#begun ? this.#held.slice(0, this.#keep) : new Int16Array(0);
  }

  #hold(all: Int16Array<ArrayBuffer>, dropped: number): void {
    this.removed += dropped;
    this.#held = all.slice(dropped);
  }
}

const audible = (sample: number): boolean => Math.abs(sample) > AUDIBLE;
