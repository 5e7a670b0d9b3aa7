import type { Activity } from '../../contract/recorder-messages.ts';
import { percentile } from '../../contract/figures.ts';
import { spansWithin } from './spans.ts';

/** A turn as it is expected on the recording, before the way of the sound is accounted for. */
export interface Expected {
  /** Where its first sound should begin. */
  onsetMs: number;
  endMs: number;
}

/** Sound reaches the recording this much later than its worker handed it over, at the least and most. */
const EARLIEST_MS = -150;
const LATEST_MS = 1000;
/** Votes this close to one another speak for the same delay. */
const KERNEL_MS = 40;

/**
 * How far each turn's edges are from every edge of sound near them. The true delay is among these for
 * nearly every turn, so it stands out as the densest place.
 */
export function delayVotes(turns: readonly Expected[], spans: Activity): number[] {
  return turns.flatMap(({ onsetMs, endMs }) => [
    ...edgesNear(spans, 0, onsetMs),
    ...edgesNear(spans, 1, endMs),
  ]);
}

/**
 * The delay that most votes agree on; `others` (the votes of the other side) decide only between equals.
 * Of equal ones the least. 0 without votes.
 */
export function estimateDelay(votes: readonly number[], others: readonly number[] = []): number {
  const [own, other] = [votes, others].map((list) => list.toSorted((x, y) => x - y));
  let best = { weight: 0, delayMs: 0 };
  for (const centre of votes.length > 0 ? own! : other!) {
    const close = around(own!, centre);
    const weight = close.length + 0.25 * around(other!, centre).length;
    if (weight <= best.weight) continue;
    best = { weight, delayMs: percentile(close.length > 0 ? close : [centre], 0.5)! };
  }
  return best.delayMs;
}

function edgesNear(spans: Activity, edge: 0 | 1, ms: number): number[] {
  return spansWithin(spans, ms + EARLIEST_MS - 1, ms + LATEST_MS + 1)
    .map((span) => span[edge] - ms)
    .filter((delay) => delay >= EARLIEST_MS && delay <= LATEST_MS);
}

/** The votes close to a centre, of a sorted list. */
function around(sorted: readonly number[], centre: number): readonly number[] {
  return sorted.slice(
    countBelow(sorted, centre - KERNEL_MS),
    countBelow(sorted, centre + KERNEL_MS),
  );
}

/** How many values of a sorted list are below a limit (binary search). */
function countBelow(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
