import { byTime, visibleSpan, type Span } from './times.ts';

export interface Interval extends Span {
  /** One line; empty where there is nothing. */
  text: string;
}

/**
 * What is said by one side as intervals that can stand in one tier: in order, without overlaps, each at
 * least 1 ms. One mouth says one thing at a time: where something begins, what was before it ends; what
 * begins in the same ms is one interval.
 */
export function inOneTier(said: readonly Interval[]): Interval[] {
  const sorted = said
    .filter(({ text }) => text !== '')
    .map(({ text, ...span }) => ({ text, ...visibleSpan(span) }))
    .sort(byTime);
  const intervals: Interval[] = [];
  for (const next of sorted) {
    const last = intervals.at(-1);
    if (last?.startMs === next.startMs) {
      last.text += ` ${next.text}`;
      last.endMs = next.endMs;
    } else {
      if (last !== undefined) last.endMs = Math.min(last.endMs, next.startMs);
      intervals.push({ ...next });
    }
  }
  return intervals;
}

/** The same intervals with empty ones between them, from 0 to the end. @param endMs not before the last one's */
export function filled(intervals: readonly Interval[], endMs: number): Interval[] {
  const all: Interval[] = [];
  let at = 0;
  for (const interval of intervals) {
    if (at < interval.startMs) all.push({ startMs: at, endMs: interval.startMs, text: '' });
    all.push(interval);
    at = interval.endMs;
  }
  if (at < endMs) all.push({ startMs: at, endMs, text: '' });
  return all;
}
