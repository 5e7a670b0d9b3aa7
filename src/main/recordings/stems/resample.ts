/** Taps on each side of the middle, in samples of the lower rate. */
const REACH = 12;
/** Where the pass band ends, as a share of what the lower rate can carry. */
const PASS = 0.92;

const kernels = new Map<number, Float32Array>();

/**
 * Low-pass for a change of the sampling rate by a whole factor: a sinc under a Hann window, symmetrical,
 * so that nothing moves in time. Its taps sum to 1.
 */
function kernelOf(factor: number): Float32Array {
  const known = kernels.get(factor);
  if (known) return known;
  const half = REACH * factor;
  const kernel = Float32Array.from({ length: 2 * half + 1 }, (_, index) => {
    const x = ((index - half) / factor) * PASS;
    const sinc = x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    return sinc * (0.5 + 0.5 * Math.cos((Math.PI * (index - half)) / (half + 1)));
  });
  const sum = kernel.reduce((total, tap) => total + tap, 0);
  const scaled = kernel.map((tap) => tap / sum);
  kernels.set(factor, scaled);
  return scaled;
}

/** How many samples before and after a stretch its resampling looks at; in samples of the input. */
export function reachOf(change: { up: number } | { down: number }): number {
  return 'up' in change ? REACH : REACH * change.down;
}

/**
 * Every `factor`-th sample after a low-pass.
 * @param input with `reachOf({ down })` more samples than asked for at either end
 */
export function decimate(input: Float32Array, factor: number): Float32Array {
  if (factor === 1) return input.subarray(REACH, input.length - REACH);
  const kernel = kernelOf(factor);
  const count = Math.max(0, Math.ceil((input.length - kernel.length + 1) / factor));
  const output = new Float32Array(count);
  for (let index = 0; index < count; index += 1) {
    const at = index * factor;
    let sum = 0;
    for (let tap = 0; tap < kernel.length; tap += 1) sum += kernel[tap]! * input[at + tap]!;
    output[index] = sum;
  }
  return output;
}

/**
 * `factor` samples for each, by band-limited interpolation.
 * @param input with `reachOf({ up })` more samples than asked for at either end
 */
export function interpolate(input: Float32Array, factor: number): Float32Array {
  if (factor === 1) return input.subarray(REACH, input.length - REACH);
  const kernel = kernelOf(factor);
  const count = Math.max(0, input.length - 2 * REACH) * factor;
  const output = new Float32Array(count);
  for (let index = 0; index < count; index += 1) {
    const phase = index % factor;
    const middle = REACH + (index - phase) / factor;
    let sum = 0;
    for (let tap = phase, at = middle + REACH; tap < kernel.length; tap += factor, at -= 1) {
      sum += kernel[tap]! * (input[at] ?? 0);
    }
    output[index] = sum * factor;
  }
  return output;
}
