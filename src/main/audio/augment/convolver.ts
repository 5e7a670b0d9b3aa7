import FFT from 'fft.js';
import { NO_SOUND, type Effect, type Planar } from './effect.ts';

const MOST_FRAMES = 8192;
const LEAST_FRAMES = 1024;

/**
 * Convolves both sides with one impulse response: y[n] = Σ h[k] · x[n + zero − k]. `zero` is the tap that
 * stands for "now", so that nothing moves.
 *
 * Uniformly partitioned overlap-save (Wefers, "Partitioned convolution algorithms for real-time auralization",
 * 2015, ch. 5). As the response is real, both sides go through one complex transform: a is the real part,
 * b the imaginary one.
 */
export class Convolver implements Effect {
  readonly #size: number;
  readonly #fft: FFT;
  /** Spectra of the parts of the response. */
  readonly #parts: Float64Array[];
  /** Spectra of the last inputs, a ring. */
  readonly #inputs: Float64Array[];
  /** Input of the block before and of this one: complex, interleaved. */
  readonly #window: Float64Array;
  readonly #sum: Float64Array;
  readonly #result: Float64Array;
  #newest = 0;
  #filled = 0;
  /** Of the output's beginning, which lies before sample 0. */
  #toDrop: number;
  #owed = 0;

  constructor(response: Float64Array, zero: number) {
    this.#size = blockSize(response.length);
    this.#fft = new FFT(2 * this.#size);
    const spectrum = () => new Float64Array(4 * this.#size);
    this.#parts = this.#transformParts(response, spectrum);
    this.#inputs = this.#parts.map(spectrum);
    this.#window = spectrum();
    this.#sum = spectrum();
    this.#result = spectrum();
    this.#toDrop = zero;
  }

  push([a, b]: Planar): Planar {
    this.#owed += a.length;
    return this.#take(a, b);
  }

  end(): Planar {
    const outs: Planar[] = [];
    const silence = new Float32Array(this.#size);
    while (this.#owed > 0) outs.push(this.#take(silence, silence));
    return joined(outs);
  }

  #take(a: Float32Array, b: Float32Array): Planar {
    const outs: Planar[] = [];
    const base = 2 * this.#size;
    for (let i = 0; i < a.length; i++) {
      this.#window[base + 2 * this.#filled] = a[i] ?? 0;
      this.#window[base + 2 * this.#filled + 1] = b[i] ?? 0;
      this.#filled += 1;
      if (this.#filled === this.#size) outs.push(this.#block());
    }
    return joined(outs);
  }

  #block(): Planar {
    this.#newest = (this.#newest + this.#inputs.length - 1) % this.#inputs.length;
    const newest = this.#inputs[this.#newest];
    if (newest) this.#fft.transform(newest, this.#window);
    this.#window.copyWithin(0, 2 * this.#size);
    this.#filled = 0;
    this.#sum.fill(0);
    this.#parts.forEach((part, at) => {
      const input = this.#inputs[(this.#newest + at) % this.#inputs.length];
      if (input) multiplyInto(this.#sum, part, input);
    });
    this.#fft.inverseTransform(this.#result, this.#sum);
    return this.#cut();
  }

  /** The block that has just been made, without what lies before the beginning or behind the end. */
  #cut(): Planar {
    const dropped = Math.min(this.#toDrop, this.#size);
    this.#toDrop -= dropped;
    const length = Math.min(this.#size - dropped, this.#owed);
    this.#owed -= length;
    const a = new Float32Array(length);
    const b = new Float32Array(length);
    for (let i = 0, at = 2 * (this.#size + dropped); i < length; i++, at += 2) {
      a[i] = this.#result[at] ?? 0;
      b[i] = this.#result[at + 1] ?? 0;
    }
    return [a, b];
  }

  #transformParts(response: Float64Array, spectrum: () => Float64Array): Float64Array[] {
    const count = Math.max(1, Math.ceil(response.length / this.#size));
    return Array.from({ length: count }, (_, part) => {
      const padded = spectrum();
      const taps = response.subarray(part * this.#size, (part + 1) * this.#size);
      taps.forEach((tap, i) => (padded[2 * i] = tap));
      const transformed = spectrum();
      this.#fft.transform(transformed, padded);
      return transformed;
    });
  }
}

function blockSize(taps: number): number {
  const needed = 2 ** Math.ceil(Math.log2(Math.max(taps, 1)));
  return Math.min(MOST_FRAMES, Math.max(LEAST_FRAMES, needed));
}

function multiplyInto(sum: Float64Array, one: Float64Array, two: Float64Array): void {
  for (let i = 0; i < sum.length; i += 2) {
    const re = one[i] ?? 0;
    const im = one[i + 1] ?? 0;
    const re2 = two[i] ?? 0;
    const im2 = two[i + 1] ?? 0;
    sum[i] = (sum[i] ?? 0) + re * re2 - im * im2;
    sum[i + 1] = (sum[i + 1] ?? 0) + re * im2 + im * re2;
  }
}

function joined(blocks: readonly Planar[]): Planar {
  const [first, second] = blocks;
  if (!first) return NO_SOUND;
  if (!second) return first;
  const length = blocks.reduce((sum, [a]) => sum + a.length, 0);
  const whole: Planar = [new Float32Array(length), new Float32Array(length)];
  let at = 0;
  for (const [a, b] of blocks) {
    whole[0].set(a, at);
    whole[1].set(b, at);
    at += a.length;
  }
  return whole;
}
