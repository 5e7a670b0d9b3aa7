import { formatDate, formatRelative } from '../../format/dates.ts';

/** How long "5 min ago" may stand, ms. */
const FRESH_MS = 30_000;

let made = { until: 0, words: new Map<string, { short: string; full: string }>() };

/**
 * When a conversation was, in short and in full. Rows that scroll past ask again and again, and dates are slow
 * to write: each is written once in half a minute.
 */
export function whenWords(createdAt: string, now: number): { short: string; full: string } {
  if (now > made.until) made = { until: now + FRESH_MS, words: new Map() };
  const known = made.words.get(createdAt);
  if (known) return known;
  const words = { short: formatRelative(createdAt, now), full: formatDate(createdAt) };
  made.words.set(createdAt, words);
  return words;
}
