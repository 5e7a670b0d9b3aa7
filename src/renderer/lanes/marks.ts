import type { LaneTurn, Span } from './types.ts';

/** A gap between two turns, or a stretch in which both speak. */
export interface Mark extends Span {
  kind: 'gap' | 'overlap';
}

/** Shorter ones are no overlap that anybody hears, ms. */
const LEAST_OVERLAP_MS = 10;

/**
 * Gaps where the floor changes hands, and overlaps wherever both sides speak, in order of time.
 *
 * @param turns in order of start
 */
export function timingMarks(turns: readonly LaneTurn[]): Mark[] {
  return [...gaps(turns), ...overlaps(turns)].sort((one, other) => one.fromMs - other.fromMs);
}

function gaps(turns: readonly LaneTurn[]): Mark[] {
  return turns.flatMap(({ startMs, gapMs }) =>
    gapMs !== null && gapMs > 0
      ? [{ kind: 'gap' as const, fromMs: startMs - gapMs, toMs: startMs }]
      : [],
  );
}

/** Both lists are in order, so that one walk along them finds every place where they meet. */
function overlaps(turns: readonly LaneTurn[]): Mark[] {
  const a = turns.filter((turn) => turn.side === 'a');
  const b = turns.filter((turn) => turn.side === 'b');
  const found: Mark[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    const fromMs = Math.max(a[i]!.startMs, b[j]!.startMs);
    const toMs = Math.min(a[i]!.endMs, b[j]!.endMs);
    if (toMs - fromMs >= LEAST_OVERLAP_MS) found.push({ kind: 'overlap', fromMs, toMs });
    if (a[i]!.endMs < b[j]!.endMs) i++;
    else j++;
  }
  return found;
}

/** "overlap 0.34 s", "0.21 s". */
export function markLabel(mark: Mark): string {
  const seconds = `${((mark.toMs - mark.fromMs) / 1000).toFixed(2)} s`;
  return mark.kind === 'overlap' ? `overlap ${seconds}` : seconds;
}

/** What overlaps a span, for lists that are in order of time. */
export function within<T>(
  items: readonly T[],
  view: Span,
  from: (item: T) => number,
  to: (item: T) => number,
): T[] {
  return items.filter((item) => to(item) >= view.fromMs && from(item) <= view.toMs);
}
