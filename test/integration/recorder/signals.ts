/** Test signals at 48 kHz whose every sample is known, and their recovery from a recording. */
export const RATE = 48_000;
const PER_MS = RATE / 1000;

/** A burst: a chirp under a bell, so that its place shows to the sample and its onset is clear. */
export interface Burst {
  atMs: number;
  lengthMs: number;
  fromHz: number;
  toHz: number;
}

function burstSample(burst: Burst, index: number): number {
  const total = burst.lengthMs * PER_MS;
  const seconds = index / RATE;
  const sweep = (burst.toHz - burst.fromHz) / (burst.lengthMs / 1000);
  const phase = 2 * Math.PI * (burst.fromHz * seconds + (sweep * seconds * seconds) / 2);
  return Math.sin(phase) * Math.sqrt(Math.sin((Math.PI * index) / total));
}

/** All bursts in one mono signal. */
export function render(bursts: Burst[], lengthMs: number, amplitude = 9000): Int16Array {
  const signal = new Int16Array(lengthMs * PER_MS);
  for (const burst of bursts) {
    for (let index = 0; index < burst.lengthMs * PER_MS; index += 1) {
      signal[burst.atMs * PER_MS + index] = Math.round(amplitude * burstSample(burst, index));
    }
  }
  return signal;
}

/** Bursts of speech's lengths and pauses; equal seeds give equal signals. */
export function speechLike(lengthMs: number, seed: number, band: [number, number]): Burst[] {
  const bursts: Burst[] = [];
  let state = seed;
  const random = () => (state = (state * 48271) % 0x7fff_ffff) / 0x7fff_ffff;
  for (let atMs = 300; ;) {
    const burst = Math.round(120 + random() * 380);
    if (atMs + burst > lengthMs - 200) return bursts;
    bursts.push({ atMs, lengthMs: burst, fromHz: band[0], toHz: band[1] });
    atMs += burst + Math.round(150 + random() * 600);
  }
}

export interface Found {
  /** Where the burst begins, in samples. */
  at: number;
  /** Normalised correlation with the burst, 0 … 1. */
  match: number;
}

/** Finds a burst within `radius` samples around a place, by cross-correlation. */
export function find(channel: Int16Array, burst: Burst, around: number, radius: number): Found {
  const reference = Float64Array.from({ length: burst.lengthMs * PER_MS }, (_, index) =>
    burstSample(burst, index),
  );
  const energy = reference.reduce((sum, value) => sum + value * value, 0);
  const matchAt = (at: number): number => {
    let product = 0;
    let power = 0;
    for (let index = 0; index < reference.length; index += 1) {
      const value = channel[at + index] ?? 0;
      product += value * reference[index]!;
      power += value * value;
    }
    return power > 0 ? product / Math.sqrt(power * energy) : 0;
  };
  const best = (from: number, to: number, step: number): Found => {
    let found: Found = { at: from, match: -1 };
    for (let at = from; at <= to; at += step) {
      const match = matchAt(at);
      if (match > found.match) found = { at, match };
    }
    return found;
  };
  const near = best(around - radius, around + radius, 4);
  return best(near.at - 4, near.at + 4, 1);
}

/** Splits interleaved stereo. */
export function channelsOf(samples: Int16Array): { a: Int16Array; b: Int16Array } {
  const length = samples.length / 2;
  return {
    a: Int16Array.from({ length }, (_, index) => samples[index * 2]!),
    b: Int16Array.from({ length }, (_, index) => samples[index * 2 + 1]!),
  };
}

/** RMS of each 20 ms. */
export function envelope(signal: Int16Array): Float64Array {
  const size = 20 * PER_MS;
  return Float64Array.from({ length: Math.floor(signal.length / size) }, (_, frame) => {
    let sum = 0;
    for (let index = 0; index < size; index += 1) sum += signal[frame * size + index]! ** 2;
    return Math.sqrt(sum / size);
  });
}

/** Pearson's correlation of the common part. */
export function correlation(one: Float64Array, other: Float64Array): number {
  const length = Math.min(one.length, other.length);
  const mean = (values: Float64Array) =>
    values.subarray(0, length).reduce((sum, value) => sum + value, 0) / length;
  const [meanOne, meanOther] = [mean(one), mean(other)];
  let [product, powerOne, powerOther] = [0, 0, 0];
  for (let index = 0; index < length; index += 1) {
    const x = one[index]! - meanOne;
    const y = other[index]! - meanOther;
    product += x * y;
    powerOne += x * x;
    powerOther += y * y;
  }
  return product / Math.sqrt(powerOne * powerOther);
}
