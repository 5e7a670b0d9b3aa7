/** Quietest level that a meter shows, dBFS. */
const FLOOR_DB = -60;
/** How fast a meter falls, of its scale (0 to 1) per second; it rises at once. */
const FALL_PER_SECOND = 1.6;

/** Loudness of samples (−1 to 1) in dBFS, root mean square; −100 for silence. */
export function loudnessOf(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const rms = Math.sqrt(sum / Math.max(1, samples.length));
  return rms <= 1e-5 ? -100 : 20 * Math.log10(rms);
}

/** Where a level stands on a meter, 0 to 1: linear in dB from −60 dBFS to full scale. */
export function meterOf(db: number): number {
  return Math.min(1, Math.max(0, 1 - db / FLOOR_DB));
}

/** The level after a gain (factor), dBFS. */
export function attenuated(db: number, gain: number): number {
  return gain <= 0 ? -100 : Math.max(-100, db + 20 * Math.log10(gain));
}

/** What the meter shows now: rises at once and falls evenly, so that the eye can follow. */
export function settle(shown: number, measured: number, elapsedMs: number): number {
  return Math.max(measured, shown - (FALL_PER_SECOND * elapsedMs) / 1000, 0);
}
