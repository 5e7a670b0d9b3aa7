const TAPS = 48;
const KAISER_BETA = 8;
/** Pass band as a share of the lower of the two Nyquist frequencies. */
const PASS_BAND = 0.94;

/**
 * Exact rational resampler for a stream: polyphase windowed sinc (Kaiser; Smith, "Digital Audio
 * Resampling"). Output sample n lies at input time n · from / to: no delay, no drift.
 */
export class Resampler {
  readonly #up: number;
  readonly #down: number;
  readonly #phases: readonly Float32Array[];
  /** Input from #start on; begins with half a filter of silence before sample 0. */
  #kept = new Float32Array(TAPS / 2 - 1);
  /** Input index of #kept[0]. */
  #start = -(TAPS / 2 - 1);
  #produced = 0;
  #received = 0;

  constructor(fromHz: number, toHz: number) {
    const divisor = greatestCommonDivisor(fromHz, toHz);
    this.#up = toHz / divisor;
    this.#down = fromHz / divisor;
    this.#phases = filterBank(this.#up, Math.min(1, toHz / fromHz) * PASS_BAND);
  }

  /** Takes the next samples, gives those that can be computed already. */
  push(input: Float32Array): Float32Array {
    this.#received += input.length;
    return this.#advance(input, this.#received - TAPS / 2 - 1);
  }

  /** The rest of the sound. */
  flush(): Float32Array {
    return this.#advance(new Float32Array(TAPS / 2), this.#received - 1);
  }

  /** Everything whose centre lies at or before input sample `last`. */
  #advance(input: Float32Array, last: number): Float32Array {
    const samples = joined(this.#kept, input);
    const total = Math.max(this.#produced, Math.floor((last * this.#up) / this.#down) + 1);
    const output = new Float32Array(total - this.#produced);
    for (let index = 0; index < output.length; index += 1) {
      const position = (this.#produced + index) * this.#down;
      const whole = Math.floor(position / this.#up);
      const phase = this.#phases[position - whole * this.#up]!;
      const from = whole - (TAPS / 2 - 1) - this.#start;
      let sum = 0;
      for (let tap = 0; tap < TAPS; tap += 1) sum += phase[tap]! * samples[from + tap]!;
      output[index] = sum;
    }
    this.#produced = total;
    const needed = Math.floor((total * this.#down) / this.#up) - (TAPS / 2 - 1);
    const drop = Math.max(0, Math.min(samples.length, needed - this.#start));
    this.#kept = samples.slice(drop);
    this.#start += drop;
    return output;
  }
}

function joined(a: Float32Array, b: Float32Array): Float32Array<ArrayBuffer> {
  const result = new Float32Array(a.length + b.length);
  result.set(a);
  result.set(b, a.length);
  return result;
}

/** One filter per phase; `cutoff` as a share of the input's Nyquist frequency. */
function filterBank(phases: number, cutoff: number): Float32Array[] {
  return Array.from({ length: phases }, (_, phase) => {
    const taps = new Float32Array(TAPS);
    for (let tap = 0; tap < TAPS; tap += 1) {
      const time = tap - (TAPS / 2 - 1) - phase / phases;
      taps[tap] = cutoff * sinc(cutoff * time) * kaiser((2 * time) / TAPS);
    }
    const sum = taps.reduce((total, tap) => total + tap, 0);
    return taps.map((tap) => tap / sum);
  });
}

const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));

/** Kaiser's window at x in −1 … 1. */
function kaiser(x: number): number {
  return Math.abs(x) >= 1 ? 0 : bessel0(KAISER_BETA * Math.sqrt(1 - x * x)) / bessel0(KAISER_BETA);
}

/** Modified Bessel function of the first kind, order 0, by its power series. */
function bessel0(x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > sum * 1e-12; k += 1) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
