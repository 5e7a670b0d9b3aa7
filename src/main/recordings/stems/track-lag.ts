import { fit, grid, type Grain, type LagOptions } from './fit.ts';
import { msToSamples, withoutStrays, type Lag } from './lag.ts';
import { sharpen } from './sharpen.ts';

/** To find a turn: as far as claims and sound may be apart. */
const SEED: Grain = { window: msToSamples(800), search: msToSamples(1200), least: 0.5 };
const MOST_SEEDS = 6;
/** So many windows that fit nowhere: it is looked for as if for the first time. */
const LOST_AFTER = 3;
/** To follow it, and to find it again after a jump. */
const STEP: Grain = { window: msToSamples(320), search: msToSamples(60), least: 0.6 };
const LEAP: Grain = { ...STEP, search: msToSamples(500), least: 0.8 };
const HOP = msToSamples(200);

/**
 * How a turn's stem lies in the recording, window by window, in order: only where that is certain. Empty:
 * the turn was not found.
 */
export async function trackLag(options: LagOptions): Promise<Lag[]> {
  const seed = await findSeed(options);
  if (!seed) return [];
  const before = await follow(options, seed, -HOP);
  const after = await follow(options, seed, HOP);
  return await sharpen(withoutStrays([...before.reverse(), ...after]), options);
}

/** @returns `at` is where its window begins */
async function findSeed(options: LagOptions): Promise<Lag | undefined> {
  const window = Math.min(SEED.window, grid(options.length));
  for (let index = 0; index < MOST_SEEDS; index += 1) {
    const from = grid(options.onset + index * SEED.window);
    if (index > 0 && from + window > options.length) return undefined;
    const found = await seedAt(options, from, options.expected);
    if (found) return { ...found, at: from };
  }
  return undefined;
}

/** @param hop forward from the seed, or backward when negative */
async function follow(options: LagOptions, seed: Lag, hop: number): Promise<Lag[]> {
  const lags: Lag[] = [];
  const window = Math.min(STEP.window, grid(options.length));
  let expected = seed.offset;
  let misses = 0;
  const first = hop > 0 ? seed.at : seed.at + hop;
  for (let from = first; from > -window / 2 && from + window / 2 < options.length; from += hop) {
    const found =
      (await fit(options, from, [expected], { ...STEP, window })) ??
      (await fit(options, from, [expected], { ...LEAP, window })) ??
      (misses % LOST_AFTER === LOST_AFTER - 1 ? await seedAt(options, from, expected) : undefined);
    misses = found ? 0 : misses + 1;
    if (!found) continue;
    expected = found.offset;
    lags.push(found);
  }
  return lags;
}

async function seedAt(
  options: LagOptions,
  from: number,
  expected: number,
): Promise<Lag | undefined> {
  const window = Math.min(SEED.window, grid(options.length));
  return await fit(options, from, [expected], { ...SEED, window });
}
