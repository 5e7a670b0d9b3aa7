import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Word } from '../../../src/contract/conversation.ts';
import type { Activity } from '../../../src/contract/recorder-messages.ts';
import { estimateWithin } from '../../../src/main/recordings/estimate-words.ts';

const wordsOf = (text: string): Word[] =>
  text.split(/\s+/).map((word) => ({ text: word, startMs: 0, endMs: 0, origin: 'estimated' }));

/** Segments as [pause before, length]. */
const segments: fc.Arbitrary<Activity> = fc
  .array(fc.tuple(fc.integer({ min: 80, max: 900 }), fc.integer({ min: 20, max: 3000 })), {
    minLength: 1,
    maxLength: 8,
  })
  .map((list) => {
    let at = 0;
    return list.map(([pause, length]): [number, number] => {
      const start = at + pause;
      at = start + length;
      return [start, at];
    });
  });

describe('the estimate of word times', () => {
  it('keeps every word, in order, within the speech, for any words and any speech', () => {
    const words = fc.array(fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }), {
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(words, segments, (texts, speech) => {
        const given = texts.map((text) => wordsOf('x').map((word) => ({ ...word, text }))[0]!);
        const placed = estimateWithin(given, speech);
        expect(placed.map(({ text }) => text)).toEqual(texts);
        expect(placed[0]!.startMs).toBe(speech[0]![0]);
        expect(placed.at(-1)!.endMs).toBeCloseTo(speech.at(-1)![1], 6);
        let at = 0;
        for (const { startMs, endMs, origin } of placed) {
          expect(origin).toBe('estimated');
          expect(startMs).toBeGreaterThanOrEqual(at - 1e-6);
          expect(endMs).toBeGreaterThanOrEqual(startMs);
          at = endMs;
        }
      }),
    );
  });

  it('puts a pause where a sentence ends, rather than into a word', () => {
    const [, second, third] = estimateWithin(wordsOf('Hello there. Goodbye'), [
      [0, 800],
      [1200, 1900],
    ]);
    expect(second!.endMs).toBe(800);
    expect(third!.startMs).toBe(1200);
  });

  it('gives long words more time than short ones, and digits more than letters', () => {
    const [short, long, digits] = estimateWithin(wordsOf('a extraordinary 1984'), [[0, 1000]]);
    expect(long!.endMs - long!.startMs).toBeGreaterThan(3 * (short!.endMs - short!.startMs));
    expect(digits!.endMs - digits!.startMs).toBeGreaterThan(long!.endMs - long!.startMs);
  });
});
