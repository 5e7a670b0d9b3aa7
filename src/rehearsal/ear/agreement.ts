import type { Anchor } from './anchors.ts';
import { BANDS, type Frames } from './frames.ts';

/** Mean difference of two frames at which they count neither for nor against, in dB. */
const NEUTRAL_DB = 4;
/** No band counts for more than this, in dB. */
const MOST_DB = 18;
/** Less voice than this in both frames is silence, which says nothing. */
const SILENT = 0.05;
/** Keeps the way straight through silence. */
const SILENCE_MATCH = 0.01;

/**
 * How well a frame of the sound agrees with a frame of the utterance, weighed by how much voice is in
 * them: 1 equal, 0 neutral, −1 different. `offsetDb` is how much louder the sound is.
 */
export function agreement(
  heard: Frames,
  spoken: Frames,
  heardFrame: number,
  spokenFrame: number,
  offsetDb: number,
): number {
  const weight = Math.max(heard.activity[heardFrame]!, spoken.activity[spokenFrame]!);
  if (weight < SILENT) return SILENCE_MATCH;
  let sum = 0;
  const heardAt = heardFrame * BANDS;
  const spokenAt = spokenFrame * BANDS;
  for (let band = 0; band < BANDS; band += 1) {
    const db = Math.abs(heard.bands[heardAt + band]! - offsetDb - spoken.bands[spokenAt + band]!);
    sum += db < MOST_DB ? db : MOST_DB;
  }
  return weight * Math.max(-1, 1 - sum / BANDS / NEUTRAL_DB);
}

/** Bands quieter than this are noise as much as voice, in dB. */
const CLEAR_DB = -30;

/** How much louder the sound is than the utterance was, where they are anchored: the median, in dB. */
export function levelOffset(heard: Frames, spoken: Frames, line: readonly Anchor[]): number {
  const differences: number[] = [];
  for (const { heardAt, spokenAt } of line) {
    for (let frame = 0; frame < 24; frame += 3) {
      collect(heard, spoken, heardAt + frame, spokenAt + frame, differences);
    }
  }
  differences.sort((a, b) => a - b);
  return differences[differences.length >> 1] ?? 0;
}

function collect(heard: Frames, spoken: Frames, q: number, c: number, differences: number[]): void {
  if (q >= heard.count || c >= spoken.count) return;
  if (heard.activity[q]! < 0.5 || spoken.activity[c]! < 0.5) return;
  for (let band = 0; band < BANDS; band += 2) {
    const value = heard.bands[q * BANDS + band]!;
    if (value > CLEAR_DB) differences.push(value - spoken.bands[c * BANDS + band]!);
  }
}
