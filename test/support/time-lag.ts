import { levelDb, type Sound } from './sound.ts';

/**
 * An independent judge of how one sound lies in another: plain sums of products over samples, sharing
 * nothing with the studio's own way.
 */
export interface WindowLag {
  /** Middle of the window in the first sound, ms. */
  atMs: number;
  /** Samples by which the second sound is later. */
  lag: number;
  /** Correlation coefficient, … 1. */
  coefficient: number;
}

const WINDOW_MS = 200;
/** Only windows in which this much is to be heard are compared. */
const LOUD_DB = -35;

/** Lags of all loud windows of a stretch, found within `searchMs` on either side. */
export function lagsOf(
  [one, other]: [Sound, Sound],
  channel: number,
  [fromMs, toMs]: [number, number],
  searchMs: number,
): WindowLag[] {
  const [first, second] = [one.channels[channel]!, other.channels[channel]!];
  const perMs = one.sampleRate / 1000;
  const length = WINDOW_MS * perMs;
  const lags: WindowLag[] = [];
  for (let ms = fromMs; ms + WINDOW_MS <= toMs; ms += WINDOW_MS) {
    const from = Math.round(ms * perMs);
    const template = first.subarray(from, from + length);
    if (template.length < length || levelDb(template) < LOUD_DB) continue;
    lags.push({ atMs: ms + WINDOW_MS / 2, ...bestLag(template, second, from, searchMs * perMs) });
  }
  return lags;
}

/** First in large steps over every few samples, then exactly around the best of them. */
function bestLag(
  template: Float32Array,
  sound: Float32Array,
  at: number,
  search: number,
): { lag: number; coefficient: number } {
  const best = (from: number, to: number, step: number, stride: number) => {
    let found = { lag: 0, coefficient: -1 };
    for (let lag = from; lag <= to; lag += step) {
      const coefficient = similarity(template, sound, at + lag, stride);
      if (coefficient > found.coefficient) found = { lag, coefficient };
    }
    return found;
  };
  const rough = best(-search, search, 3, 8).lag;
  return best(rough - 16, rough + 16, 1, 1);
}

function similarity(
  template: Float32Array,
  sound: Float32Array,
  at: number,
  stride: number,
): number {
  let [xy, xx, yy] = [0, 0, 0];
  for (let index = 0; index < template.length; index += stride) {
    const x = template[index]!;
    const y = sound[at + index] ?? 0;
    xy += x * y;
    xx += x * x;
    yy += y * y;
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0;
}

/** Stretches of windows that follow each other without a jump of more than `tolerance` samples. */
export function unbroken(lags: readonly WindowLag[], tolerance: number): WindowLag[][] {
  const runs: WindowLag[][] = [];
  for (const lag of lags) {
    const last = runs.at(-1)?.at(-1);
    if (last && Math.abs(last.lag - lag.lag) <= tolerance) runs.at(-1)!.push(lag);
    else runs.push([lag]);
  }
  return runs;
}

/** How much the lag grows within runs, in samples a minute: one slope for all (least squares). */
export function drift(runs: readonly WindowLag[][]): number {
  let [products, squares] = [0, 0];
  for (const run of runs) {
    const [at, lag] = [mean(run.map(({ atMs }) => atMs)), mean(run.map((each) => each.lag))];
    for (const each of run) {
      products += (each.atMs - at) * (each.lag - lag);
      squares += (each.atMs - at) ** 2;
    }
  }
  return squares === 0 ? 0 : (products / squares) * 60_000;
}

/** Level (dBFS) of what of one sound is found in another, wherever within `search` samples it fits best. */
export function leakDb(
  stem: Float32Array,
  sound: Float32Array,
  at: number,
  search: number,
): number {
  let most = 0;
  const energy = stem.reduce((sum, sample) => sum + sample * sample, 0);
  for (let lag = -search; lag <= search; lag += 1) {
    let product = 0;
    for (let index = 0; index < stem.length; index += 4) {
      product += stem[index]! * (sound[at + lag + index] ?? 0);
    }
    most = Math.max(most, Math.abs((4 * product) / energy));
  }
  return 20 * Math.log10(most) + levelDb(stem);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);
}
