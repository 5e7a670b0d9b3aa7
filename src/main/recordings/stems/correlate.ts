import FFT from 'fft.js';

/** Where a template fits into a signal, and how well: the correlation coefficient there, −1 … 1. */
export interface Fit {
  /** Samples from the signal's start to the template's. */
  at: number;
  coefficient: number;
}

/** A signal quieter than this (RMS, dBFS) matches nothing. */
const QUIET_DBFS = -70;

/** A transform and the room it works in: made once, as tens of thousands of looks would fill the heap. */
interface Workshop {
  fft: FFT;
  input: Float64Array;
  spectra: readonly [Float64Array, Float64Array];
  products: Float64Array;
}

const workshops = new Map<number, Workshop>();

function workshopOf(size: number): Workshop {
  const known = workshops.get(size);
  if (known) return known;
  const complex = () => new Float64Array(2 * size);
  const made: Workshop = {
    fft: new FFT(size),
    input: new Float64Array(size),
    spectra: [complex(), complex()],
    products: complex(),
  };
  workshops.set(size, made);
  return made;
}

/**
 * The normalised cross-correlation of a template with every place of a signal in which it lies whole: one
 * coefficient for each.
 */
export function correlation(template: Float32Array, signal: Float32Array): Float32Array {
  const places = signal.length - template.length + 1;
  if (places <= 0) return new Float32Array(0);
  const products = crossProducts(template, signal);
  const energy = energyOf(template);
  const least = template.length * 10 ** (QUIET_DBFS / 10);
  const coefficients = new Float32Array(places);
  let under = energyOf(signal.subarray(0, template.length));
  for (let at = 0; at < places; at += 1) {
    const enough = energy > least && under > least;
    coefficients[at] = enough ? products[2 * at]! / Math.sqrt(energy * under) : 0;
    under += (signal[at + template.length] ?? 0) ** 2 - signal[at]! ** 2;
  }
  return coefficients;
}

/** A fit elsewhere has to be so much better than one where it is expected. */
const EXPECTED_BONUS = 0.1;

/**
 * The best fit; of nearly equal ones (speech repeats itself with each period of the voice) the one that
 * is expected.
 * @param expected places, any number of them
 * @param far a place so many samples away is not expected at all
 */
export function bestFit(
  coefficients: Float32Array,
  expected: readonly number[] = [],
  far = 1,
): Fit {
  let best = { at: 0, coefficient: 0, worth: -1 };
  for (let at = 0; at < coefficients.length; at += 1) {
    const coefficient = coefficients[at]!;
    const away = expected.reduce((least, place) => Math.min(least, Math.abs(at - place)), far);
    const worth = coefficient - (EXPECTED_BONUS * away) / far;
    if (worth > best.worth) best = { at, coefficient, worth };
  }
  return { at: best.at, coefficient: best.coefficient };
}

/** The same as `correlation` for few places: without a transform. */
export function correlationHere(template: Float32Array, signal: Float32Array): Float32Array {
  const places = Math.max(0, signal.length - template.length + 1);
  const energy = energyOf(template);
  return Float32Array.from({ length: places }, (_, at) => {
    let product = 0;
    let under = 0;
    for (let index = 0; index < template.length; index += 1) {
      const sample = signal[at + index]!;
      product += template[index]! * sample;
      under += sample * sample;
    }
    return energy > 0 && under > 0 ? product / Math.sqrt(energy * under) : 0;
  });
}

/** Sums of products at every place, as the real parts of complex numbers; valid until the next call. */
function crossProducts(template: Float32Array, signal: Float32Array): Float64Array {
  const size = 2 ** Math.ceil(Math.log2(Math.max(signal.length, 2)));
  const { fft, input, spectra, products } = workshopOf(size);
  const [one, other] = spectra;
  for (const [spectrum, samples] of [[one, template] as const, [other, signal] as const]) {
    input.fill(0);
    input.set(samples);
    fft.realTransform(spectrum, input);
    fft.completeSpectrum(spectrum);
  }
  for (let index = 0; index < 2 * size; index += 2) {
    const [re, im] = [one[index]!, one[index + 1]!];
    const [re2, im2] = [other[index]!, other[index + 1]!];
    other[index] = re * re2 + im * im2;
    other[index + 1] = re * im2 - im * re2;
  }
  fft.inverseTransform(products, other);
  return products;
}

/** Sum of squares. */
export function energyOf(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return sum;
}
