import fc from 'fast-check';
import { expect, it } from 'vitest';
import { audacityWriter } from '../../../../src/main/exports/texts/audacity.ts';
import { csvWriter } from '../../../../src/main/exports/texts/csv.ts';
import { anyConversation, anyText, longConversation } from './arbitraries.ts';
import { isSorted, msOf, oneLine, shown, times, unordered } from './expected.ts';
import { readCsv, readLines } from './parsers.ts';
import { called, context, conversation, textOf, turn } from './samples.ts';

const formula = /^[=+\-@＝＋－＠\t\r]/u;
/** Takes off the apostrophe that keeps a cell from being a formula. */
const bare = (cell: string): string => (/^'+[=+\-@＝＋－＠]/u.test(cell) ? cell.slice(1) : cell);

it('CSV holds every turn, whole: any text, any times', () => {
  fc.assert(
    fc.property(anyConversation, (of) => {
      const [head, ...rows] = readCsv(textOf(csvWriter, of));
      expect(rows.every((row) => row.length === head!.length)).toBe(true);
      expect(isSorted(rows.map(([start]) => msOf(start!)))).toBe(true);
      const found = rows.map(
        ([start, end, side, , text, intended, heard, interrupted, gap, id]) => ({
          ...{ startMs: msOf(start!), endMs: msOf(end!), side, id, interrupted },
          ...{ text: bare(text!), intended: bare(intended!), heard: bare(heard!) },
          gap: gap === '' ? null : Number(gap),
        }),
      );
      const wanted = of.turns.map((one) => ({
        ...{ ...times(one, 0), side: one.side, id: one.id, interrupted: String(one.interrupted) },
        ...{ text: oneLine(one.text), intended: oneLine(one.intended) },
        heard: oneLine(one.heard ?? ''),
        gap: one.gapMs === null ? null : gapSeconds(one.gapMs),
      }));
      expect(unordered(found)).toEqual(unordered(wanted));
    }),
  );
});

function gapSeconds(ms: number): number {
  return (ms < 0 ? -shown(-ms) : shown(ms)) / 1000 + 0;
}

it('no cell of CSV is a formula, and an apostrophe tells no lies', () => {
  fc.assert(
    fc.property(fc.constantFrom('', ' ', "'", '\t', '\u202E'), anyText, (before, text) => {
      const said = `${before}=${text}`;
      const [, row] = readCsv(textOf(csvWriter, conversation({ turns: [turn({ text: said })] })));
      expect(row![4]).not.toMatch(formula);
      expect(bare(row![4]!)).toBe(oneLine(said));
    }),
  );
});

it('a speaker with the name of a formula is text in CSV', () => {
  const of = conversation({ ...called('Ann', '@SUM(1)'), turns: [turn()] });
  expect(readCsv(textOf(csvWriter, of))[1]![3]).toBe("'@SUM(1)");
});

it('Audacity gets every turn of a side in its own file: any text, any times', () => {
  fc.assert(
    fc.property(anyConversation, (of) => {
      const found = audacityWriter.write(of, context()).flatMap(({ name, text }) => {
        const rows = readLines(text).map((line) => line.split('\t'));
        expect(isSorted(rows.map(([start]) => msOf(start!)))).toBe(true);
        return rows.map(([start, end, label, ...more]) => {
          expect(more).toEqual([]);
          return [name.split('.')[1], msOf(start!), msOf(end!), label];
        });
      });
      const wanted = of.turns.map((one) => {
        const { startMs, endMs } = times(one, 0);
        const label = oneLine(`${oneLine(one.text)}${one.interrupted ? ' [interrupted]' : ''}`);
        return [one.side, startMs, endMs, label];
      });
      expect(unordered(found)).toEqual(unordered(wanted));
    }),
  );
});

it('10 000 turns are 10 000 rows', () => {
  const long = longConversation();
  expect(readCsv(textOf(csvWriter, long))).toHaveLength(10_001);
  const labels = audacityWriter.write(long, context()).map(({ text }) => readLines(text).length);
  expect(labels).toEqual([5000, 5000]);
});
