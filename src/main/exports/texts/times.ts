/** No recording is longer; keeps numbers printable, whatever an imported file claims (about 31 years). */
const MOST_MS = 1e12;

/** Whole ms from the recording's start; `endMs` is never before `startMs`. */
export interface Span {
  startMs: number;
  endMs: number;
}

/** A time as formats can write it: whole ms, never negative, never NaN. */
export function wholeMs(ms: number): number {
  if (Number.isNaN(ms)) return 0;
  // `+ 0`: no negative zero.
  return Math.min(MOST_MS, Math.max(0, Math.round(ms))) + 0;
}

export function wholeSpan({ startMs, endMs }: Span): Span {
  const start = wholeMs(startMs);
  return { startMs: start, endMs: Math.max(start, wholeMs(endMs)) };
}

/** The same span, at least 1 ms long: many formats take an empty span for a fault. */
export function visibleSpan(span: Span): Span {
  const { startMs, endMs } = wholeSpan(span);
  return { startMs, endMs: Math.max(startMs + 1, endMs) };
}

export function byTime(one: Span, other: Span): number {
  return one.startMs - other.startMs || one.endMs - other.endMs;
}

/** Seconds with three decimals: `12.345`. @param ms whole ms */
export function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

/** `01:02:03.456`; from 100 h on with more digits. @param ms whole ms @param point before the ms */
export function timestamp(ms: number, point: '.' | ','): string {
  const [hours, minutes, secs] = [ms / 3_600_000, (ms / 60_000) % 60, (ms / 1000) % 60];
  const clock = [hours, minutes, secs].map((value) => padded(value, 2)).join(':');
  return `${clock}${point}${padded(ms % 1000, 3)}`;
}

/** A place on the recording for reading: `0:05.2`, `1:02:03.4`. @param ms whole ms */
export function clock(ms: number): string {
  const tenths = Math.round(ms / 100);
  const secs = `${padded((tenths / 10) % 60, 2)}.${tenths % 10}`;
  const minutes = Math.floor(tenths / 600);
  if (minutes < 60) return `${minutes}:${secs}`;
  return `${Math.floor(minutes / 60)}:${padded(minutes % 60, 2)}:${secs}`;
}

function padded(value: number, digits: number): string {
  return String(Math.floor(value)).padStart(digits, '0');
}
