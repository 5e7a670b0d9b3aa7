import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SIDES } from '../../../../src/contract/side.ts';
import { ctmWriter } from '../../../../src/main/exports/texts/ctm.ts';
import { rttmWriter } from '../../../../src/main/exports/texts/rttm.ts';
import { speakerTokens } from '../../../../src/main/exports/texts/speakers.ts';
import { stmWriter } from '../../../../src/main/exports/texts/stm.ts';
import { anyConversation, longConversation } from './arbitraries.ts';
import { isSorted, lettersOf, msOf, times, unordered } from './expected.ts';
import { readFields } from './parsers.ts';
import { called, conversation, stereo, textOf, turn, word } from './samples.ts';

/** What the formats would read as markup, and what pandas would read as a quoted field. */
const markup = /[<>(){}"]/u;

describe('RTTM', () => {
  it('covers exactly the time in which somebody speaks, nobody twice at once', () => {
    fc.assert(
      fc.property(anyConversation, (of) => {
        const tokens = speakerTokens(of);
        const rows = readFields(textOf(rttmWriter, of));
        expect(isSorted(rows.map((row) => msOf(row[3]!)))).toBe(true);
        for (const side of SIDES) {
          const found = rows
            .filter((row) => row[7] === tokens[side])
            .map((row) => [msOf(row[3]!), msOf(row[3]!) + msOf(row[4]!)] as const);
          expect(found.every(([from, to]) => from < to)).toBe(true);
          expect(found.every(([from], index) => index === 0 || found[index - 1]![1] <= from)).toBe(
            true,
          );
          const wanted = of.turns
            .filter((one) => one.side === side)
            .flatMap(({ segments, startMs, endMs }) =>
              segments.length > 0 ? segments : [[startMs, endMs] as const],
            )
            .map(([startMs, endMs]) => times({ startMs, endMs }, 0));
          for (const at of wanted.flatMap(({ startMs, endMs }) => [startMs, endMs, endMs - 1])) {
            expect(found.some(([from, to]) => from <= at && at < to)).toBe(
              wanted.some(({ startMs, endMs }) => startMs <= at && at < endMs),
            );
          }
        }
        const fixed = rows.map((row) => [
          row.length,
          row[0],
          row[1],
          row[5],
          row[6],
          row[8],
          row[9],
        ]);
        expect(fixed).toEqual(
          rows.map(() => [10, 'SPEAKER', 'conversation', '<NA>', '<NA>', '<NA>', '<NA>']),
        );
      }),
    );
  });
});

describe('STM', () => {
  it('holds the letters of every turn, in NIST order: any text, any times', () => {
    fc.assert(
      fc.property(anyConversation, (of) => {
        const rows = readFields(textOf(stmWriter, of));
        expect(isSorted(rows.map((row) => Number(row[1]) * 1e13 + msOf(row[3]!)))).toBe(true);
        for (const [, , speaker, begin, end, ...words] of rows) {
          expect(msOf(begin!)).toBeLessThan(msOf(end!));
          expect([speaker, ...words].join('')).not.toMatch(markup);
          expect(words.join('')).not.toBe('');
        }
        const letters = rows.map(([, channel, , begin, end, ...words]) => {
          return [channel, msOf(begin!), msOf(end!), lettersOf(words.join(' '))];
        });
        const wanted = of.turns.map((one) => {
          const { startMs, endMs } = times(one, 1);
          return [one.side === 'a' ? '1' : '2', startMs, endMs, lettersOf(one.text)];
        });
        expect(unordered(letters.filter((row) => row[3] !== ''))).toEqual(
          unordered(wanted.filter((row) => row[3] !== '')),
        );
      }),
    );
  });

  it('leaves out alternations, optional words and what stands for no word', () => {
    const text = '{ yes / no / @ } (well) <O> "so" a/b it\'s';
    const stm = textOf(stmWriter, conversation({ turns: [turn({ text })] }));
    expect(stm).toBe("conversation 2 Ben 0.000 1.000 yes no well O so a/b it's\n");
  });
});

describe('CTM', () => {
  it('holds the letters of every word that may stand there, in NIST order', () => {
    fc.assert(
      fc.property(anyConversation, fc.boolean(), (of, estimatedWords) => {
        const rows = readFields(textOf(ctmWriter, of, { estimatedWords }));
        expect(rows.every((row) => row.length === 6 && row[5] === '1.00')).toBe(true);
        expect(rows.every((row) => !markup.test(row[4]!) && row[4] !== '')).toBe(true);
        expect(isSorted(rows.map((row) => Number(row[1]) * 1e13 + msOf(row[2]!)))).toBe(true);
        const found = rows.map(([, channel, start, duration, token]) => {
          return [channel, msOf(start!), msOf(start!) + msOf(duration!), lettersOf(token!)];
        });
        const wanted = of.turns.flatMap(({ side, words }) =>
          words
            .filter(({ origin }) => estimatedWords || origin !== 'estimated')
            .map((one) => {
              const { startMs, endMs } = times(one, 1);
              return [side === 'a' ? '1' : '2', startMs, endMs, lettersOf(one.text)];
            }),
        );
        expect(unordered(found.filter((row) => row[3] !== ''))).toEqual(
          unordered(wanted.filter((row) => row[3] !== '')),
        );
      }),
    );
  });

  it('joins a word that has a space', () => {
    const turns = [turn({ words: [word('New York', 0, 500)] })];
    expect(textOf(ctmWriter, conversation({ turns }))).toBe(
      'conversation 2 0.000 0.500 New_York 1.00\n',
    );
  });
});

describe('channels and speakers', () => {
  const channelsOf = (audio: typeof stereo): string[] =>
    readFields(textOf(stmWriter, conversation(), { audio })).map((row) => `${row[1]} ${row[2]}`);

  it('a channel is the number of the one in the file, from 1', () => {
    const file = 'conversation.wav';
    const swapped = { a: { path: file, channel: 1 }, b: { path: file, channel: 0 } };
    const mixed = { a: { path: file, channel: 0 }, b: { path: file, channel: 0 } };
    const split = { a: { path: 'c.a.wav', channel: 0 }, b: { path: 'c.b.wav', channel: 0 } };
    expect(channelsOf(stereo)).toEqual(['1 Ann', '2 Ben', '2 Ben']);
    expect(channelsOf(swapped)).toEqual(['1 Ben', '1 Ben', '2 Ann']);
    expect(channelsOf(mixed)).toEqual(['1 Ben', '1 Ann', '1 Ben']);
    expect(channelsOf(split)).toEqual(['1 Ann', '2 Ben', '2 Ben']);
  });

  it.each([
    ['Ann Lee', 'Ben', 'Ann_Lee', 'Ben'],
    ['Jürgen Öz', '李 雷', 'Jürgen_Öz', '李_雷'],
    ['Ann', 'ANN', 'Ann_a', 'ANN_b'],
    ['A B', 'A_B', 'A_B_a', 'A_B_b'],
    ['NA', '<null>', 'speaker_a', 'speaker_b'],
    ['"', 'n/a', 'speaker_a', 'speaker_b'],
  ])('%s and %s', (a, b, tokenA, tokenB) => {
    expect(speakerTokens(called(a, b))).toEqual({ a: tokenA, b: tokenB });
  });

  it('any two names are two tokens without blanks', () => {
    fc.assert(
      fc.property(anyConversation, (of) => {
        const { a, b } = speakerTokens(of);
        expect(a.toLowerCase()).not.toBe(b.toLowerCase());
        for (const token of [a, b]) expect(token).toMatch(/^[^\s\p{Cc}<>"]+$/u);
      }),
    );
  });
});

it('10 000 turns are 10 000 lines', () => {
  const long = longConversation();
  for (const writer of [stmWriter, ctmWriter]) {
    expect(readFields(textOf(writer, long))).toHaveLength(10_000);
  }
  // Each side's turns overlap its own next ones: it speaks without a pause.
  expect(readFields(textOf(rttmWriter, long))).toHaveLength(2);
});
