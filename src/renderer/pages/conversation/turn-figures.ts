import type { Turn } from '../../../contract/conversation.ts';

/** Shorter turns have no rate that means something, ms. */
const LEAST_MS = 500;

/** Words a minute while somebody speaks; null for a turn that is too short to tell. */
export function wordsPerMinute({ text, words, startMs, endMs }: Turn): number | null {
  const length = endMs - startMs;
  if (length < LEAST_MS) return null;
  const count = words.length || text.split(/\s+/).filter(Boolean).length;
  return Math.round((count / length) * 60_000);
}
