import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Turn, Word } from '../../../src/contract/conversation.ts';
import { estimated, requestOf, runsOf, withTimes } from '../../../src/main/recordings/word-runs.ts';

const word = (text: string, startMs: number, origin: Word['origin'] = 'estimated'): Word => ({
  text,
  startMs,
  endMs: startMs + 100,
  origin,
});

const turn = (words: Word[], rest: Partial<Turn> = {}): Turn => {
  const text = words.map((each) => each.text).join(' ');
  return {
    ...{ id: 't', index: 0, side: 'a', speaker: 'A', text, intended: text, heard: null },
    ...{ startMs: 1000, endMs: 2000, interrupted: false, words, gapMs: null },
    segments: [
      [1000, 1400],
      [1600, 2000],
    ],
    ...rest,
  };
};

describe('words without times of their own', () => {
  it('are the runs between those that have them, each in the speech that is left', () => {
    const words = [
      word('one', 1000),
      word('two', 1100, 'provider'),
      word('three', 1300),
      word('four', 1700),
    ];
    expect(runsOf(turn(words))).toEqual([
      { from: 0, to: 1, segments: [[1000, 1100]], following: [] },
      {
        from: 2,
        to: 4,
        segments: [
          [1200, 1400],
          [1600, 2000],
        ],
        following: [],
      },
    ]);
  });

  it('are none where the sound was not measured, or every word is timed', () => {
    expect(runsOf(turn([word('one', 1000)], { segments: [] }))).toEqual([]);
    expect(runsOf(turn([word('one', 1000, 'provider')]))).toEqual([]);
    expect(runsOf(turn([]))).toEqual([]);
  });

  it('may be followed by more, where the turn was cut', () => {
    const words = [word('one', 1000), word('two', 1100)];
    const cut = turn(words, {
      interrupted: true,
      intended: 'one two three four five six seven eight',
    });
    const [run] = runsOf(cut);
    expect(run!.following).toEqual(['three', 'four', 'five', 'six']);
    expect(requestOf(cut, run!, { fromMs: 940, language: 'en' })).toEqual({
      words: ['one', 'two', 'three', 'four', 'five', 'six'],
      language: 'en',
      segments: [
        [60, 460],
        [660, 1060],
      ],
      expectedWords: 2,
    });
  });

  it('are never followed by words of another text', () => {
    const cut = turn([word('one', 1000)], { interrupted: true, intended: 'two three' });
    expect(runsOf(cut)[0]!.following).toEqual([]);
  });

  it('end an interrupted turn with the last one that is in the sound', () => {
    const words = [word('one', 1000), word('two', 1100)];
    const cut = turn(words, { interrupted: true, intended: 'one two three four' });
    const place = (startMs: number) => ({ startMs, endMs: startMs + 90 });
    const [run] = runsOf(cut);
    const more = withTimes(cut, run!, [place(1000), place(1200), place(1700), null]);
    expect(more.text).toBe('one two three');
    expect(more.words.map(({ origin }) => origin)).toEqual(['aligned', 'aligned', 'aligned']);
    const fewer = withTimes(cut, run!, [place(1000), null, null, null]);
    expect(fewer).toMatchObject({ text: 'one', words: [{ text: 'one', startMs: 1000 }] });
    expect(withTimes(cut, run!, [null, null, null, null])).toBe(cut);
  });

  it('keep number, order and bounds, whatever is found', () => {
    const places = fc.option(
      fc.record({
        startMs: fc.integer({ min: -500, max: 4000 }),
        endMs: fc.integer({ min: -500, max: 4000 }),
      }),
    );
    fc.assert(
      fc.property(fc.array(places, { minLength: 1, maxLength: 20 }), (found) => {
        const words = found.map((_, index) => word(`w${index}`, 1000));
        const given = estimated(turn(words), runsOf(turn(words)));
        const placed = withTimes(given, runsOf(given)[0]!, found);
        expect(placed.words.map(({ text }) => text)).toEqual(words.map(({ text }) => text));
        expect(placed.text).toBe(given.text);
        let at = given.startMs;
        for (const { startMs, endMs } of placed.words) {
          expect(startMs).toBeGreaterThanOrEqual(at);
          expect(endMs).toBeGreaterThanOrEqual(startMs);
          expect(endMs).toBeLessThanOrEqual(given.endMs);
          at = endMs;
        }
      }),
    );
  });
});
