import { none } from './times.ts';

// English words like the rest of the studio; the time zone is the machine's unless one is named.
const dayParts = { day: 'numeric', month: 'short', year: 'numeric' } as const;
const timeParts = { hour: '2-digit', minute: '2-digit' } as const;

const made = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter is slow (a list has thousands of dates): each is made once. */
function formatter(kind: 'date' | 'day' | 'time', timeZone: string | undefined) {
  const key = `${kind} ${timeZone ?? ''}`;
  const known = made.get(key);
  if (known) return known;
  const parts = { date: { ...dayParts, ...timeParts }, day: dayParts, time: timeParts }[kind];
  const format = new Intl.DateTimeFormat('en-GB', timeZone ? { ...parts, timeZone } : parts);
  made.set(key, format);
  return format;
}

/** A day without a time, as of a list of prices: it is that day everywhere. */
const DAY_ALONE = /^\d{4}-\d\d-\d\d$/;

function show(kind: 'date' | 'day' | 'time', iso: string | null | undefined, timeZone?: string) {
  const time = iso ? Date.parse(iso) : Number.NaN;
  if (!iso || Number.isNaN(time)) return none;
  return formatter(kind, DAY_ALONE.test(iso) ? 'UTC' : timeZone).format(time);
}

/** Day and time: `23 Nov 2026, 14:07`. Takes ISO 8601. */
export function formatDate(iso: string | null | undefined, timeZone?: string): string {
  return show('date', iso, timeZone);
}

/** The day alone: `23 Nov 2026`. Takes ISO 8601. */
export function formatDay(iso: string | null | undefined, timeZone?: string): string {
  return show('day', iso, timeZone);
}

const minute = 60_000;
const hour = 60 * minute;

/**
 * How long ago, for lists: `just now`, `5 min ago`, `3 h ago`, `yesterday, 14:07`, `4 days ago`, then the day.
 *
 * @param iso ISO 8601
 * @param now milliseconds since 1970
 */
export function formatRelative(
  iso: string | null | undefined,
  now: number,
  timeZone?: string,
): string {
  const time = iso ? Date.parse(iso) : Number.NaN;
  if (Number.isNaN(time)) return none;
  const ago = now - time;
  const days = dayNumber(now, timeZone) - dayNumber(time, timeZone);
  if (ago < -minute || days > 6) return formatDay(iso, timeZone);
  if (ago < minute) return 'just now';
  if (ago < hour) return `${Math.floor(ago / minute)} min ago`;
  if (days === 0 || ago < 6 * hour) return `${Math.floor(ago / hour)} h ago`;
  if (days === 1) return `yesterday, ${show('time', iso, timeZone)}`;
  return `${days} days ago`;
}

/** Days since 1970 of the calendar day that it is then and there. */
function dayNumber(time: number, timeZone: string | undefined): number {
  const parts = formatter('day', timeZone).formatToParts(time);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return Math.round(
    Date.parse(`${part('day')} ${part('month')} ${part('year')} UTC`) / (24 * hour),
  );
}
