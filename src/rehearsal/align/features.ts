import { BANDS, type Frames } from '../ear/frames.ts';

/** Cepstral coefficients of a frame; with them go its level and how all of these change. */
const CEPSTRA = 12;
const STATIC = CEPSTRA + 1;
/** Values of a frame. */
export const DIMENSIONS = 2 * STATIC;
/** The change is measured over so many frames to each side. */
const SLOPE = 2;
/**
 * How much a value counts beside others. The level tells syllables apart whoever speaks; found by
 * laying espeak-ng against the voices of Flite, whose times are known.
 */
const WEIGHTS = { cepstrum: 1, level: 5, cepstrumSlope: 0.5, levelSlope: 3 };

/**
 * What is said rather than who says it: mel cepstra and level, with their change, each with mean 0 and
 * variance by weight over the frames of speech (Davis and Mermelstein, 1980; normalised as by Viikki and
 * Laurila, "Cepstral domain segmental feature vector normalization", 1998). `count` × DIMENSIONS.
 */
export function featuresOf(frames: Frames, isSpeech: (frame: number) => boolean): Float32Array {
  const features = new Float32Array(frames.count * DIMENSIONS);
  for (let frame = 0; frame < frames.count; frame += 1) cepstra(frames, frame, features);
  for (let frame = 0; frame < frames.count; frame += 1) slopes(features, frame, frames.count);
  for (let at = 0; at < DIMENSIONS; at += 1) normalise(features, at, frames.count, isSpeech);
  return features;
}

const cosines = Float32Array.from({ length: CEPSTRA * BANDS }, (_, index) => {
  const [order, band] = [Math.floor(index / BANDS) + 1, index % BANDS];
  return Math.cos((Math.PI * order * (band + 0.5)) / BANDS) / BANDS;
});

function cepstra({ bands }: Frames, frame: number, features: Float32Array): void {
  const [from, at] = [frame * BANDS, frame * DIMENSIONS];
  let level = 0;
  for (let band = 0; band < BANDS; band += 1) level += bands[from + band]!;
  for (let order = 0; order < CEPSTRA; order += 1) {
    let sum = 0;
    for (let band = 0; band < BANDS; band += 1) {
      sum += cosines[order * BANDS + band]! * bands[from + band]!;
    }
    features[at + order] = sum;
  }
  features[at + CEPSTRA] = level / BANDS;
}

/** Least-squares slopes of the static values. */
function slopes(features: Float32Array, frame: number, count: number): void {
  const value = (of: number, index: number): number =>
    features[Math.min(count - 1, Math.max(0, of)) * DIMENSIONS + index]!;
  for (let index = 0; index < STATIC; index += 1) {
    let sum = 0;
    for (let reach = 1; reach <= SLOPE; reach += 1) {
      sum += reach * (value(frame + reach, index) - value(frame - reach, index));
    }
    features[frame * DIMENSIONS + STATIC + index] = sum;
  }
}

function weightOf(index: number): number {
  if (index === CEPSTRA) return WEIGHTS.level;
  if (index === STATIC + CEPSTRA) return WEIGHTS.levelSlope;
  return index < CEPSTRA ? WEIGHTS.cepstrum : WEIGHTS.cepstrumSlope;
}

function normalise(
  features: Float32Array,
  index: number,
  count: number,
  isSpeech: (frame: number) => boolean,
): void {
  let [sum, squares, frames] = [0, 0, 0];
  for (let frame = 0; frame < count; frame += 1) {
    if (!isSpeech(frame)) continue;
    const value = features[frame * DIMENSIONS + index]!;
    sum += value;
    squares += value * value;
    frames += 1;
  }
  const mean = sum / Math.max(1, frames);
  const deviation = Math.sqrt(Math.max(1e-6, squares / Math.max(1, frames) - mean * mean));
  const scale = Math.sqrt(weightOf(index)) / deviation;
  for (let frame = 0; frame < count; frame += 1) {
    const at = frame * DIMENSIONS + index;
    features[at] = (features[at]! - mean) * scale;
  }
}

/** How different two frames are. */
export function distance(
  one: Float32Array,
  frame: number,
  other: Float32Array,
  otherFrame: number,
): number {
  const [at, otherAt] = [frame * DIMENSIONS, otherFrame * DIMENSIONS];
  let sum = 0;
  for (let index = 0; index < DIMENSIONS; index += 1) {
    const difference = one[at + index]! - other[otherAt + index]!;
    sum += difference * difference;
  }
  return Math.sqrt(sum);
}
