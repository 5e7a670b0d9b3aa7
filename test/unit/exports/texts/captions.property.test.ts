import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Conversation } from '../../../../src/contract/conversation.ts';
import { SIDES } from '../../../../src/contract/side.ts';
import { srtWriter } from '../../../../src/main/exports/texts/srt.ts';
import { vttWriter } from '../../../../src/main/exports/texts/vtt.ts';
import { anyConversation, longConversation } from './arbitraries.ts';
import { isSorted, oneLine, spokenTurns, squeezed, times, unordered } from './expected.ts';
import { readSrt, readVtt, type Cue } from './parsers.ts';
import { conversation, textOf, turn } from './samples.ts';

const dash = / —$/u;

function expectInOrder(cues: Cue[]): void {
  expect(isSorted(cues.map(({ startMs }) => startMs))).toBe(true);
  expect(cues.every(({ startMs, endMs }) => startMs < endMs)).toBe(true);
}

/** Every turn with words, its times, and its text without the dash of an interruption. */
function expected(of: Conversation, text: (line: string) => string) {
  return unordered(
    spokenTurns(of).map((one) => ({
      ...times(one, 1),
      text: text(oneLine(one.text).replace(dash, '')),
    })),
  );
}

it('WebVTT holds every spoken turn: any text, any times', () => {
  fc.assert(
    fc.property(anyConversation, (of) => {
      const cues = readVtt(textOf(vttWriter, of));
      expectInOrder(cues);
      const found = cues.map((cue) => ({ ...cue, text: cue.text.replace(dash, '') }));
      expect(unordered(found)).toEqual(expected(of, (line) => line));
    }),
  );
});

it('SRT holds every spoken turn: any text, any times', () => {
  fc.assert(
    fc.property(anyConversation, (of) => {
      const named = readSrt(textOf(srtWriter, of));
      expectInOrder(named);
      // Names may hold anything, too: what follows them is compared.
      const texts = named.map(({ text, ...rest }) => ({ ...rest, text: comparable(text) }));
      const wanted = spokenTurns(of).map((one) => ({
        ...times(one, 1),
        text: comparable(oneLine(one.text)),
      }));
      expect(texts).toHaveLength(wanted.length);
      for (const { text, ...span } of wanted) {
        const fits = texts.some(
          (cue) =>
            cue.startMs === span.startMs &&
            cue.endMs === span.endMs &&
            cue.text.replace(/—$/u, '').endsWith(text.replace(/—$/u, '')),
        );
        expect(fits, text).toBe(true);
      }
    }),
  );
});

/** SRT has blanks more, and other brackets. */
function comparable(text: string): string {
  return squeezed(text).replace(/[<>‹›]/gu, '|');
}

it('no SRT reader finds a tag in what is said', () => {
  fc.assert(
    fc.property(anyConversation, (of) => {
      const cues = readSrt(textOf(srtWriter, of));
      for (const { text } of cues) expect(text).not.toMatch(/<[^>]*>|\{\\/u);
    }),
  );
});

it('a bracket of the name and one of the words make no tag in SRT', () => {
  const of = conversation({ turns: [turn({ text: '--> so' })] });
  for (const side of SIDES) of.config.personas[side].name = '<';
  const [cue] = readSrt(textOf(srtWriter, of));
  expect(cue?.text).not.toMatch(/<[^>]*>/u);
  expect(cue?.text).toContain('--› so');
});

it('10 000 turns are 10 000 captions', () => {
  const long = longConversation();
  for (const cues of [readVtt(textOf(vttWriter, long)), readSrt(textOf(srtWriter, long))]) {
    expectInOrder(cues);
    expect(cues).toHaveLength(10_000);
    expect(cues.at(-1)).toMatchObject({ startMs: 7_199_280, endMs: 7_201_280 });
  }
});

it('times above a hundred hours are told in full', () => {
  const late = conversation({ turns: [turn({ startMs: 360_000_000, endMs: 363_723_004 })] });
  expect(textOf(vttWriter, late)).toContain('100:00:00.000 --> 101:02:03.004');
  expect(textOf(srtWriter, late)).toContain('100:00:00,000 --> 101:02:03,004');
});

it('SRT keeps tags, arrows and style overrides from being any', () => {
  const text = '<i>a</i> --> {\\an8}b 1 < 2';
  const cue = textOf(srtWriter, conversation({ turns: [turn({ text })] })).split('\n')[2];
  expect(cue).toBe('Ben: ‹i›a‹/i› --› { \\an8}b 1 < 2');
});
