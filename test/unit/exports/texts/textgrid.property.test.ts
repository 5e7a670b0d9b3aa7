import fc from 'fast-check';
import { expect, it } from 'vitest';
import { textgridWriter } from '../../../../src/main/exports/texts/textgrid.ts';
import type { Conversation } from '../../../../src/contract/conversation.ts';
import { anyConversation, longConversation } from './arbitraries.ts';
import { msOf, oneLine, shown, times } from './expected.ts';
import { readTextGrid, type TierRead } from './parsers.ts';
import { conversation, textOf, turn, word } from './samples.ts';

/** The tiers in their order: turns and words of a, then of b; each without a gap from 0 to the end. */
function readFull(text: string): TierRead[] {
  const { xmax, tiers } = readTextGrid(text);
  for (const { intervals } of tiers) {
    expect(intervals[0]?.xmin).toBe('0.000');
    expect(intervals.at(-1)?.xmax).toBe(xmax);
    intervals.forEach((one, index) => {
      expect(msOf(one.xmin)).toBeLessThan(msOf(one.xmax));
      if (index > 0) expect(one.xmin).toBe(intervals[index - 1]!.xmax);
    });
  }
  expect(new Set(tiers.map(({ name }) => name)).size).toBe(4);
  return tiers;
}

/** What each tier is to hold. */
function expectedTiers(of: Conversation, estimated: boolean) {
  return (['a', 'b'] as const).flatMap((side) => {
    const turns = of.turns.filter((one) => one.side === side);
    const words = turns.flatMap((one) => one.words);
    return [turns, words.filter(({ origin }) => estimated || origin !== 'estimated')];
  });
}

const wordsOf = (texts: string[]): string[] =>
  texts
    .flatMap((text) => oneLine(text).split(' '))
    .filter((one) => one !== '')
    .sort();

it('tiers are full, and hold every word where it begins: any text, any times', () => {
  fc.assert(
    fc.property(anyConversation, fc.boolean(), (of, estimatedWords) => {
      const text = textOf(textgridWriter, of, { estimatedWords });
      const tiers = readFull(text);
      expect(msOf(readTextGrid(text).xmax)).toBeGreaterThanOrEqual(shown(of.durationMs));
      expectedTiers(of, estimatedWords).forEach((said, index) => {
        const { intervals } = tiers[index]!;
        expect(wordsOf(intervals.map((one) => one.text))).toEqual(
          wordsOf(said.map((one) => one.text)),
        );
        for (const one of said.filter((each) => oneLine(each.text) !== '')) {
          const { startMs } = times(one, 1);
          const place = intervals.find(({ xmin }) => msOf(xmin) === startMs);
          expect(place?.text).toContain(oneLine(one.text));
        }
      });
    }),
  );
});

it('turns of one side that overlap end where the next begins', () => {
  const turns = [
    turn({ text: 'one', startMs: 0, endMs: 1000 }),
    turn({ text: 'two', startMs: 600, endMs: 600 }),
    turn({ text: 'three', startMs: 600, endMs: 900, words: [word('three', 600, 900)] }),
  ];
  const tiers = readFull(textOf(textgridWriter, conversation({ turns, durationMs: 2000 })));
  expect(tiers[2]!.intervals).toEqual([
    { xmin: '0.000', xmax: '0.600', text: 'one' },
    { xmin: '0.600', xmax: '0.900', text: 'two three' },
    { xmin: '0.900', xmax: '2.000', text: '' },
  ]);
});

it('quotes are doubled; names of tiers have none', () => {
  const said = turn({ text: '"Hi" he said ""', side: 'b' });
  const text = textOf(textgridWriter, conversation({ turns: [said] }));
  expect(text).toContain('text = """Hi"" he said """""');
});

it('a conversation without turns has four empty tiers', () => {
  const text = textOf(textgridWriter, conversation({ turns: [], durationMs: 0 }));
  expect(readFull(text).map(({ intervals }) => intervals)).toEqual(
    Array(4).fill([{ xmin: '0.000', xmax: '0.001', text: '' }]),
  );
});

it('10 000 turns are 10 000 intervals', () => {
  const { tiers } = readTextGrid(textOf(textgridWriter, longConversation()));
  const filled = tiers.map(({ intervals }) => intervals.filter(({ text }) => text !== '').length);
  expect(filled).toEqual([5000, 5000, 5000, 5000]);
});
