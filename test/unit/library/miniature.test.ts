import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MINIATURE_COLUMNS } from '../../../src/contract/conversation.ts';
import { miniatureOf } from '../../../src/main/library/miniature.ts';

type Span = Parameters<typeof miniatureOf>[0][number];

const span = (side: 'a' | 'b', startMs: number, endMs: number): Span => ({ side, startMs, endMs });

describe('the miniature', () => {
  test('is silent without turns, and without a length', () => {
    expect(miniatureOf([], 60_000)).toBe('0'.repeat(MINIATURE_COLUMNS));
    expect(miniatureOf([], 0)).toBe('0'.repeat(MINIATURE_COLUMNS));
    expect(miniatureOf([span('a', 0, 0)], 0)).toBe('0'.repeat(MINIATURE_COLUMNS));
  });

  test('shows who speaks when, and both where they overlap', () => {
    const turns = [span('b', 0, 20_000), span('a', 15_000, 40_000), span('b', 50_000, 60_000)];
    const drawn = miniatureOf(turns, 60_000);
    expect(drawn).toBe(
      '2'.repeat(15) + '3'.repeat(5) + '1'.repeat(20) + '0'.repeat(10) + '2'.repeat(10),
    );
  });

  test('shows a side that fills a third of a column, and a short word where nobody else speaks', () => {
    // One column is a second.
    expect(miniatureOf([span('a', 0, 500), span('b', 600, 1000)], 60_000)[0]).toBe('3');
    expect(miniatureOf([span('a', 0, 700), span('b', 800, 1000)], 60_000)[0]).toBe('1');
    expect(miniatureOf([span('b', 200, 300)], 60_000)[0]).toBe('2');
    expect(miniatureOf([span('b', 200, 230)], 60_000)[0]).toBe('0');
  });

  test('takes in a turn that outlasts the recording', () => {
    expect(miniatureOf([span('a', 0, 60_000)], 30_000)).toBe('1'.repeat(MINIATURE_COLUMNS));
  });

  test('has its columns and its digits, whatever the turns', () => {
    const any = fc.record({
      side: fc.constantFrom('a' as const, 'b' as const),
      startMs: fc.double({ min: -1e6, max: 1e7, noNaN: true }),
      endMs: fc.double({ min: -1e6, max: 1e7, noNaN: true }),
    });
    const property = fc.property(
      fc.array(any, { maxLength: 20 }),
      fc.double({ min: 0, max: 1e7, noNaN: true }),
      (turns, length) => /^[0-3]{60}$/.test(miniatureOf(turns, length)),
    );
    fc.assert(property);
  });
});
