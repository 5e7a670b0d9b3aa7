import type { SpokenWord } from '../../contract/worker-messages.ts';

/** About 150 words a minute, spaces counted as letters. */
export const TYPICAL_MS_PER_LETTER = 65;

/** Words spread over a span by their length: all that can be said where the voice gives no times. */
export function estimateWords(text: string, fromMs: number, toMs: number): SpokenWord[] {
  const words = text.split(/\s+/).filter(Boolean);
  const total = words.reduce((sum, word) => sum + word.length + 1, 0);
  let at = fromMs;
  return words.map((word) => {
    const startMs = at;
    at += ((toMs - fromMs) * (word.length + 1)) / total;
    return { text: word, startMs, endMs: at, origin: 'estimated' };
  });
}

/** How long a text takes when it is spoken at an ordinary pace, ms. */
export function typicalMs(text: string): number {
  return (text.length + 1) * TYPICAL_MS_PER_LETTER;
}
