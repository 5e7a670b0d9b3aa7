/**
 * How loud a side speaks while it speaks: the active speech level of ITU-T P.56, of frames of 20 ms instead of
 * an envelope. A frame is active when it is at most 15.9 dB below the mean of all active ones.
 */
export class SpeechMeter {
  readonly #frame: number;
  /** Frames and their power, by level in steps of half a dB. */
  readonly #counts = new Uint32Array(BINS);
  readonly #powers = new Float64Array(BINS);
  #sum = 0;
  #filled = 0;
  #energy = 0;

  constructor(rate: number) {
    this.#frame = Math.round(rate * FRAME_SECONDS);
  }

  push(samples: Float32Array): void {
    for (const sample of samples) {
      this.#sum += sample * sample;
      this.#filled += 1;
      if (this.#filled === this.#frame) this.#close();
    }
  }

  /** Sum of all squares. */
  get energy(): number {
    return this.#energy + this.#sum;
  }

  /** Root mean square of the active frames, undefined when there is no speech. */
  get speechLevel(): number | undefined {
    let count = 0;
    let power = 0;
    let found: number | undefined;
    for (let bin = BINS - 1; bin >= 0; bin--) {
      count += this.#counts[bin] ?? 0;
      power += this.#powers[bin] ?? 0;
      if (count === 0) continue;
      found = power / count;
      if (10 * Math.log10(found) - levelOf(bin) >= MARGIN_DB) break;
    }
    return found === undefined ? undefined : Math.sqrt(found);
  }

  #close(): void {
    const power = this.#sum / this.#frame;
    const bin = Math.floor((10 * Math.log10(power) - LOWEST_DB) / STEP_DB);
    if (bin >= 0) {
      const at = Math.min(bin, BINS - 1);
      this.#counts[at] = (this.#counts[at] ?? 0) + 1;
      this.#powers[at] = (this.#powers[at] ?? 0) + power;
    }
    this.#energy += this.#sum;
    this.#sum = 0;
    this.#filled = 0;
  }
}

const FRAME_SECONDS = 0.02;
const MARGIN_DB = 15.9;
const STEP_DB = 0.5;
/** What is below this is silence, dBFS. */
const LOWEST_DB = -80;
const BINS = 200;

/** Lower edge of a bin, dBFS. */
function levelOf(bin: number): number {
  return LOWEST_DB + bin * STEP_DB;
}
