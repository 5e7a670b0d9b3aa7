import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clipSchema } from '../../../../src/contract/export-api.ts';
import {
  clipOf,
  isTurnSelected,
  spanOf,
  turnCount,
  withNextTurn,
  withTurn,
  type Selected,
} from '../../../../src/renderer/pages/conversation/clip-selection.ts';
import {
  clipProblem,
  clockText,
  parseClock,
} from '../../../../src/renderer/pages/conversation/clip-times.ts';

const turn = (id: string, startMs: number, endMs: number) => ({ id, startMs, endMs });
/** The third speaks within the second. */
const turns = [
  turn('a', 0, 900),
  turn('b', 1000, 5000),
  turn('c', 2000, 2500),
  turn('d', 6000, 7000),
];

describe('turns', () => {
  it('one alone, then all up to another, in both directions', () => {
    const one = withTurn(null, 1, false);
    expect(one).toEqual({ kind: 'turns', anchor: 1, head: 1 });
    const more = withTurn(one, 3, true);
    expect(turns.map((_, index) => isTurnSelected(more, index))).toEqual([false, true, true, true]);
    const back = withTurn(more, 0, true);
    expect(clipOf(back, turns)).toEqual({ turnIds: ['a', 'b'] });
    expect(withTurn(one, 1, false)).toBeNull();
    expect(withTurn(more, 1, false)).toEqual(one);
  });

  it('by keys from the turn at hand, never beyond the ends', () => {
    const first = withNextTurn(null, 2, 1, turns.length);
    expect(clipOf(first, turns)).toEqual({ turnIds: ['c'] });
    let selected: Selected | null = first;
    for (let count = 0; count < 9; count += 1)
      selected = withNextTurn(selected, 0, -1, turns.length);
    expect(clipOf(selected, turns)).toEqual({ turnIds: ['a', 'b', 'c'] });
    expect(withNextTurn(null, 0, 1, 0)).toBeNull();
  });

  it('last as long as the longest of them', () => {
    expect(spanOf({ kind: 'turns', anchor: 2, head: 1 }, turns)).toEqual({
      fromMs: 1000,
      toMs: 5000,
    });
  });

  it('that have no length are no clip', () => {
    const selected: Selected = { kind: 'turns', anchor: 0, head: 0 };
    expect(spanOf(selected, [turn('x', 500, 500)])).toBeNull();
    expect(clipOf(selected, [turn('x', 500, 500)])).toBeNull();
    expect(clipOf(selected, [])).toBeNull();
  });
});

describe('a stretch of time', () => {
  const time = (fromMs: number, toMs: number): Selected => ({
    kind: 'time',
    span: { fromMs, toMs },
  });

  it('is a clip with the turns that it touches', () => {
    expect(clipOf(time(2600, 6100), turns)).toEqual({ fromMs: 2600, toMs: 6100 });
    expect(turnCount(time(2600, 6100), turns)).toBe(2);
    expect(turnCount(time(900, 1000), turns)).toBe(0);
    expect(clipOf(time(100, 100), turns)).toBeNull();
    expect(clipOf(null, turns)).toBeNull();
  });

  it('is what the contract takes', () => {
    expect(clipSchema.safeParse(clipOf(time(0, 5), turns)).success).toBe(true);
  });
});

describe('times as one writes them', () => {
  it.each([
    ['0:07', 7000],
    ['1:02.5', 62_500],
    ['62,5', 62_500],
    [' 1:01:02.125 ', 3_662_125],
    ['0', 0],
  ])('%s', (text, ms) => {
    expect(parseClock(text)).toBe(ms);
  });

  it.each(['', 'x', '1:', ':5', '1.5:2', '-1', '1:2:3:4', '1e3', '0x10'])('none: %j', (text) => {
    expect(parseClock(text)).toBeUndefined();
  });

  it('come back to the millisecond', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 36_000_000 }), (ms) => {
        expect(parseClock(clockText(ms))).toBe(ms);
      }),
    );
    expect([0, 7000, 62_500, 3_662_125, 59_999.6].map(clockText)).toEqual([
      '0:00',
      '0:07',
      '1:02.5',
      '1:01:02.125',
      '1:00',
    ]);
  });

  it('say what is wrong with them', () => {
    expect(clipProblem('0:01', '0:02', 5000)).toBeUndefined();
    expect(clipProblem('0:02', '0:02', 5000)).toContain('before it begins');
    expect(clipProblem('0:02', '0:06', 5000)).toBe('The recording ends at 0:05.');
    expect(clipProblem('two', '0:06', 5000)).toContain('1:02.5');
    expect(clipProblem('0', clockText(5000.4), 5000.4)).toBeUndefined();
  });
});
