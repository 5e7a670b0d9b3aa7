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
  const next = lags.findIndex((lag) => lag.at >= at);
  const after = lags.at(next === -1 ? -1 : next)!;
  const before = next > 0 ? lags[next - 1]! : after;
  if (before === after || after.at === before.at) return at + after.offset;
  const share = (at - before.at) / (after.at - before.at);
  return at + before.offset + share * (after.offset - before.offset);
}

/** Where the turn begins if it is moved as a whole: as most of it lies. */
export function commonOffset(lags: readonly Lag[]): number {
  let best = { offset: 0, votes: 0 };
  for (const { offset } of lags) {
    const close = lags.filter((lag) => Math.abs(lag.offset - offset) <= msToSamples(0.25));
    if (close.length > best.votes) best = { offset: median(close), votes: close.length };
  }
  return best.offset;
}

function median(lags: readonly Lag[]): number {
  return lags.map(({ offset }) => offset).toSorted((x, y) => x - y)[lags.length >> 1]!;
}
