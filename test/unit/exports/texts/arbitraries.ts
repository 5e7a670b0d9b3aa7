import fc from 'fast-check';
import type { LoggedConversation } from '../../../../src/contract/conversation-document.ts';
import type { Turn, Word } from '../../../../src/contract/conversation.ts';
import { called, conversation, turn, word } from './samples.ts';

/** What breaks one format or another. */
const traps = fc.constantFrom(
  ...['-->', '--->', '\n\n', '\r\n', '\r', '\n', '\t', ' ', '\u0000', '\u001B[31m', '\u0085'],
  ...['\u2028', '\u2029', '\u202E', '\u2066', '\u00A0', '\uFEFF', '\uD800', '\uDC00', '\u{1F600}'],
  ...['"', '""', "'", ',', ';;', '&', '&lt;', '<', '>', '<i>', '</v>', '{\\an8}', '{ a / @ }'],
  ...['(', ')', '=1+1', '+', '-', '@', '＝', '*', '**', '_', '#', '`', '[x](y)', '1. ', '\\', '|'],
  ...[
    'NA',
    '<NA>',
    'nan',
    'null',
    '/',
    'WEBVTT',
    'NOTE',
    '1',
    'Straße',
    '日本語',
    'שלום',
    'e\u0301',
  ],
);
/** UTF-16 units at random: half of the surrogates alone. */
const units = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 8 })
  .map((codes) => String.fromCharCode(...codes));

/** Any text, most of it hostile. */
export const anyText = fc
  .array(fc.oneof(traps, traps, units, fc.string({ unit: 'binary', maxLength: 6 })), {
    maxLength: 8,
  })
  .map((parts) => parts.join(''));

/** ms: sensible ones, close together so that they meet; and what no recording has. */
const time = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 3000 }) },
  { weight: 3, arbitrary: fc.double({ min: 0, max: 5000, noNaN: true }) },
  { weight: 1, arbitrary: fc.integer({ min: 360_000_000, max: 720_000_000 }) },
  { weight: 1, arbitrary: fc.constantFrom(-1, -0, NaN, Infinity, -Infinity, 1e300) },
);
const length = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 2000 }), time);

const anyWord: fc.Arbitrary<Word> = fc
  .tuple(anyText, time, length, fc.constantFrom('provider', 'aligned', 'estimated'))
  .map(([text, start, more, origin]) => word(text, start, start + more, { origin }));

const anyTurn: fc.Arbitrary<Turn> = fc
  .record({
    text: anyText,
    intended: anyText,
    heard: fc.option(anyText),
    side: fc.constantFrom('a', 'b'),
    startMs: time,
    length,
    interrupted: fc.boolean(),
    words: fc.array(anyWord, { maxLength: 4 }),
    segments: fc.array(fc.tuple(time, time), { maxLength: 3 }),
    gapMs: fc.option(fc.oneof(time, fc.integer({ min: -3000, max: 0 }))),
  })
  .map(({ length: more, ...rest }) => turn({ ...rest, endMs: rest.startMs + more }));

/** Names, most of them the same for both sides or hostile. */
const names = fc.oneof(
  anyText.map((name) => [name, name] as const),
  fc.tuple(anyText, anyText),
  fc.constantFrom(['NA', 'null'], ['Ann', 'ANN'], ['x', 'x_a'], ['', ' '], ['A B', 'A_B']),
);

/** A conversation with any turns, in any order of time. */
export const anyConversation: fc.Arbitrary<LoggedConversation> = fc
  .tuple(fc.array(anyTurn, { maxLength: 8 }), names, anyText, time)
  .map(([turns, [a, b], title, durationMs]) =>
    conversation({
      ...{ title, durationMs, ...called(a, b) },
      turns: turns.map((one, index) => ({ ...one, index, id: `t${index}` })),
    }),
  );

/** Two hours of 10 000 turns that all overlap their neighbours. */
export function longConversation(): LoggedConversation {
  const turns = Array.from({ length: 10_000 }, (_, index) =>
    turn({
      ...{ id: `t${index}`, index, side: index % 2 === 0 ? 'a' : 'b', text: `Turn ${index}` },
      ...{ startMs: index * 720, endMs: index * 720 + 2000 },
      words: [word('Turn', index * 720, index * 720 + 300)],
    }),
  );
  return conversation({ turns, durationMs: 7_202_000 });
}
