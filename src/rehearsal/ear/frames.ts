import FFT from 'fft.js';
import { Resampler } from '../voice/resampler.ts';

/** The ear listens at 16 kHz. */
export const EAR_RATE = 16_000;
/** Frames per second. Frame t is centred on t · 10 ms. */
export const FRAME_MS = 10;
export const BANDS = 24;

const HOP = (EAR_RATE * FRAME_MS) / 1000;
const WINDOW = 400;
const FFT_SIZE = 512;
const LOWEST_HZ = 120;
const HIGHEST_HZ = 7000;
/** Quieter than this below the loudest frames is silence, in dB. */
export const FLOOR_DB = -45;
/** Quieter than this is never speech, in dBFS of a band. */
const NEVER_SPEECH_DB = -90;

/** The sound as log-mel spectra, level-free: 0 dB is about the loudest, FLOOR_DB is silence. */
export interface Frames {
  readonly count: number;
  /** `count` × BANDS, dB. */
  readonly bands: Float32Array;
  /** How much of a voice is in each frame: 0 silence … 1 loud. */
  readonly activity: Float32Array;
}

const fft = new FFT(FFT_SIZE);
const hann = Float32Array.from(
  { length: WINDOW },
  (_, index) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (index + 0.5)) / WINDOW),
);

interface Band {
  readonly first: number;
  readonly weights: readonly number[];
}
const melBands = triangles();

/** Log-mel frames of mono samples (−1 … 1) at any rate from 8 kHz. */
export function framesOf(samples: Float32Array, sampleRate: number): Frames {
  const sound = atEarRate(samples, sampleRate);
  const count = Math.floor(sound.length / HOP) + 1;
  const bands = new Float32Array(count * BANDS);
  const input = new Array<number>(FFT_SIZE).fill(0);
  const spectrum = fft.createComplexArray() as number[];
  for (let frame = 0; frame < count; frame += 1) {
    const from = frame * HOP - WINDOW / 2;
    for (let index = 0; index < WINDOW; index += 1) {
      input[index] = (sound[from + index] ?? 0) * hann[index]!;
    }
    fft.realTransform(spectrum, input);
    bandPowers(spectrum, bands, frame * BANDS);
  }
  return normalised(bands, count);
}

function atEarRate(samples: Float32Array, sampleRate: number): Float32Array {
  if (sampleRate === EAR_RATE) return samples;
  const resampler = new Resampler(sampleRate, EAR_RATE);
  const head = resampler.push(samples);
  const tail = resampler.flush();
  const result = new Float32Array(head.length + tail.length);
  result.set(head);
  result.set(tail, head.length);
  return result;
}

/** Band powers of one spectrum in dBFS. */
function bandPowers(spectrum: readonly number[], bands: Float32Array, at: number): void {
  for (let band = 0; band < BANDS; band += 1) {
    const { first, weights } = melBands[band]!;
    let power = 0;
    for (let index = 0; index < weights.length; index += 1) {
      const bin = 2 * (first + index);
      power += weights[index]! * (spectrum[bin]! ** 2 + spectrum[bin + 1]! ** 2);
    }
    bands[at + band] = 10 * Math.log10(power / (WINDOW * WINDOW * 0.0625) + 1e-12);
  }
}

/** Makes 0 dB the level of the loudest frames and cuts off what lies below the floor. */
function normalised(bands: Float32Array, count: number): Frames {
  const peaks = new Float32Array(count);
  for (let frame = 0; frame < count; frame += 1) {
    let peak = -200;
    for (let band = 0; band < BANDS; band += 1) peak = Math.max(peak, bands[frame * BANDS + band]!);
    peaks[frame] = peak;
  }
  const loudest = Math.max(
    NEVER_SPEECH_DB - FLOOR_DB,
    peaks.toSorted()[Math.floor(count * 0.98)] ?? -200,
  );
  const activity = peaks.map((peak) => Math.min(1, Math.max(0, (peak - loudest + 40) / 20)));
  for (let index = 0; index < bands.length; index += 1) {
    bands[index] = Math.max(FLOOR_DB, bands[index]! - loudest);
  }
  return { count, bands, activity };
}

function mel(hz: number): number {
  return 1127 * Math.log(1 + hz / 700);
}

function hertz(value: number): number {
  return 700 * (Math.exp(value / 1127) - 1);
}

/** Triangular filters on the mel scale. */
function triangles(): Band[] {
  const [low, high] = [mel(LOWEST_HZ), mel(HIGHEST_HZ)];
  const edge = (index: number): number =>
    (hertz(low + ((high - low) * index) / (BANDS + 1)) * FFT_SIZE) / EAR_RATE;
  return Array.from({ length: BANDS }, (_, band) => {
    const [from, centre, to] = [edge(band), edge(band + 1), edge(band + 2)];
    const first = Math.ceil(from);
    const weights: number[] = [];
    for (let bin = first; bin < to; bin += 1) {
      weights.push(bin <= centre ? (bin - from) / (centre - from) : (to - bin) / (to - centre));
    }
    return weights.length > 0 ? { first, weights } : { first: Math.round(centre), weights: [1] };
  });
}
