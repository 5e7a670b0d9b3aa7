import { bestFit, correlation, correlationHere } from './correlate.ts';
import { msToSamples, type Lag } from './lag.ts';
import { FINE_PER_COARSE, type Sound } from './sound.ts';

/** A turn's stem and the channel in which it is looked for. */
export interface Pair {
  stem: Sound;
  recording: Sound;
  /** Awaited before each look, so that others get their turn; throws what it likes to end the work. */
  pause(): Promise<void>;
}

/** Lengths and positions are samples of the recording. */
export interface LagOptions extends Pair {
  /** Length of the stem. */
  length: number;
  /** First audible sample of the stem. */
  onset: number;
  /** Where the turn's first sample is expected in the recording. */
  expected: number;
}

/** How closely is looked; lengths in samples of the recording. */
export interface Grain {
  /** Length of what is looked for. */
  window: number;
  /** How far around where it is expected. */
  search: number;
  /** What fits less well than this is not certain. */
  least: number;
}

/** Less than a period of most voices. */
const SAME_PLACE = msToSamples(3);
/** How far the exact place may be from the best of the coarse ones. */
const REFINE = 2 * FINE_PER_COARSE;

/**
 * Where the window of the stem that begins at `from` lies in the recording; undefined when that is not
 * certain. It is looked for around the first of the expected offsets.
 */
export async function fit(
  pair: Pair,
  from: number,
  expected: readonly number[],
  { window, search, least }: Grain,
): Promise<Lag | undefined> {
  await pair.pause();
  const start = grid(from + expected[0]! - search);
  const [template, signal] = await Promise.all([
    pair.stem.coarse(grid(from), grid(window)),
    pair.recording.coarse(start, grid(window + 2 * search)),
  ]);
  const places = expected.map((offset) => (grid(from) + offset - start) / FINE_PER_COARSE);
  const found = bestFit(correlation(template, signal), places, SAME_PLACE / FINE_PER_COARSE);
  if (found.coefficient < least) return undefined;
  const near = start - grid(from) + found.at * FINE_PER_COARSE;
  const offset = await exactly(pair, { from, near, window });
  return { at: from + window / 2, offset, coefficient: found.coefficient };
}

/** To the sample. */
async function exactly(
  { stem, recording }: Pick<Pair, 'stem' | 'recording'>,
  { from, near, window }: { from: number; near: number; window: number },
): Promise<number> {
  const [template, signal] = await Promise.all([
    stem.fine(from, window),
    recording.fine(from + near - REFINE, window + 2 * REFINE),
  ]);
  return near - REFINE + bestFit(correlationHere(template, signal)).at;
}

/** A position or length that both grains have. */
export function grid(samples: number): number {
  return Math.floor(samples / FINE_PER_COARSE) * FINE_PER_COARSE;
}
