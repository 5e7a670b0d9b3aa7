/**
 * A linear-phase band-pass (windowed sinc, Kaiser window, 50 dB), symmetric around its middle tap.
 *
 * @param low Hz, 6 dB down
 * @param high Hz, 6 dB down
 * @param taps odd
 */
export function bandPass(low: number, high: number, rate: number, taps: number): Float64Array {
  const middle = (taps - 1) / 2;
  return Float64Array.from({ length: taps }, (_, i) => {
    const at = i - middle;
    const ideal = lowPass(high / rate, at) - lowPass(low / rate, at);
    return ideal * kaiser(at / (middle + 1));
  });
}

/** Impulse response of an ideal low-pass; `cutoff` in cycles per sample. */
function lowPass(cutoff: number, at: number): number {
  return at === 0 ? 2 * cutoff : Math.sin(2 * Math.PI * cutoff * at) / (Math.PI * at);
}

const BETA = 4.55;

function kaiser(at: number): number {
  return bessel(BETA * Math.sqrt(1 - at * at)) / bessel(BETA);
}

/** Modified Bessel function of the first kind, order 0, by its power series. */
function bessel(x: number): number {
  let sum = 1;
  for (let k = 1, term = 1; term > sum * 1e-12; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}
