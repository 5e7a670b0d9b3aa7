import type { Activity } from './recorder-messages.ts';

/* Figures that the host computes of a finished conversation and the page of a live one. */

/**
 * The value below which that share of all values lies: linear interpolation between the nearest ranks
 * (method 7 of Hyndman and Fan, 1996, as in NumPy and Excel). Null without values.
 */
export function percentile(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((one, other) => one - other);
  const rank = (sorted.length - 1) * share;
  const below = sorted[Math.floor(rank)]!;
  const above = sorted[Math.ceil(rank)]!;
  return below + (above - below) * (rank - Math.floor(rank));
}

/** Time in which spans of both lists are open. */
export function overlapMs(one: Activity, other: Activity): number {
  let total = 0;
  let left = 0;
  let right = 0;
  while (left < one.length && right < other.length) {
    const [fromOne, toOne] = one[left]!;
    const [fromOther, toOther] = other[right]!;
    total += Math.max(0, Math.min(toOne, toOther) - Math.max(fromOne, fromOther));
    if (toOne < toOther) left += 1;
    else right += 1;
  }
  return total;
}
