import { FINE_RATE } from './sound.ts';

/** Where a moment of a turn's stem lies in the recording. All in samples of the recording. */
export interface Lag {
  /** From the turn's first sample. */
  at: number;
  /** From there to the same sound in the recording: where the turn would begin if all of it lay so. */
  offset: number;
  /** How well it fits there, … 1. */
  coefficient: number;
}

export function msToSamples(ms: number): number {
  return (ms * FINE_RATE) / 1000;
}

/** Leaves out what lies apart from both neighbours while these agree. */
export function withoutStrays(lags: readonly Lag[], apart = msToSamples(3)): Lag[] {
  const differ = (one: Lag, other: Lag) => Math.abs(one.offset - other.offset) > apart;
  return lags.filter((lag, index) => {
    const [before, after] = [lags[index - 1], lags[index + 1]];
    if (!before || !after || differ(before, after)) return true;
    return !differ(lag, before) || !differ(lag, after);
  });
}

/**
 * Where a moment of the stem lies in the recording: between two lags straight, before the first and after
 * the last as they say.
 */
export function placedAt(lags: readonly Lag[], at: number): number {
  const next = firstFrom(lags.length, (index) => lags[index]!.at >= at);
  const after = lags[Math.min(next, lags.length - 1)]!;
  const before = next > 0 && next < lags.length ? lags[next - 1]! : after;
  if (before === after || after.at === before.at) return at + after.offset;
  const share = (at - before.at) / (after.at - before.at);
  return at + before.offset + share * (after.offset - before.offset);
}

/** Lags so close to each other say the same. */
const CLOSE = msToSamples(0.25);

/** Where the turn begins if it is moved as a whole: as most of it lies. */
export function commonOffset(lags: readonly Lag[]): number {
  const sorted = Float64Array.from(lags, ({ offset }) => offset).sort();
  let best = { offset: 0, votes: 0 };
  for (const { offset } of lags) {
    const from = firstFrom(sorted.length, (index) => sorted[index]! >= offset - CLOSE);
    const to = firstFrom(sorted.length, (index) => sorted[index]! > offset + CLOSE);
    const votes = to - from;
    if (votes > best.votes) best = { offset: sorted[from + (votes >> 1)]!, votes };
  }
  return best.offset;
}

/** The first of so many ordered indices from which on something is so; `length`: nowhere (binary search). */
function firstFrom(length: number, isSo: (index: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isSo(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
