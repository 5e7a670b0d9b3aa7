import type { Activity } from '../../contract/recorder-messages.ts';

export type Span = Activity[number];

/** The parts of ordered spans that lie within [fromMs, toMs]; slivers below `leastMs` are left out. */
export function spansWithin(spans: Activity, fromMs: number, toMs: number, leastMs = 0): Activity {
  const within: Activity = [];
  for (let index = firstEndingAfter(spans, fromMs); index < spans.length; index += 1) {
    const [start, end] = spans[index]!;
    if (start >= toMs) break;
    const part: Span = [Math.max(start, fromMs), Math.min(end, toMs)];
    const whole = part[0] === start && part[1] === end;
    if (whole || part[1] - part[0] >= leastMs) within.push(part);
  }
  return within;
}

/** The longest silence within [fromMs, toMs]; undefined when there is none. */
export function longestSilence(spans: Activity, fromMs: number, toMs: number): Span | undefined {
  let longest: Span | undefined;
  let silentFrom = fromMs;
  for (const [start, end] of [...spansWithin(spans, fromMs, toMs), [toMs, toMs] as Span]) {
    if (start > silentFrom && start - silentFrom > (longest ? longest[1] - longest[0] : 0)) {
      longest = [silentFrom, start];
    }
    silentFrom = Math.max(silentFrom, end);
  }
  return longest;
}

/** Index of the first span that ends after a moment (binary search). */
function firstEndingAfter(spans: Activity, ms: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle]![1] > ms) high = middle;
    else low = middle + 1;
  }
  return low;
}
