import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { AudioOptions } from '../../../../src/contract/export-api.ts';
import type { Turn } from '../../../../src/contract/conversation.ts';
import { DATASET_WRITERS } from '../../../../src/main/exports/datasets/index.ts';
import { conversation, turn } from '../samples.ts';
import { contextOf } from './arrange.ts';

/** Times of any kind, in any order: imported files claim what they like. */
const ms = fc.oneof(
  fc.double({ min: -5000, max: 9000, noNaN: true }),
  fc.constantFrom(0, 0.001, 3000, Number.NaN, 1e15),
);
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '\uD800', 'a\u2028b', '\0'),
);
const word = fc.record({
  text,
  startMs: ms,
  endMs: ms,
  origin: fc.constantFrom('provider' as const, 'aligned' as const, 'estimated' as const),
});
const spoken: fc.Arbitrary<Turn> = fc
  .record({
    side: fc.constantFrom('a' as const, 'b' as const),
    ...{ text, startMs: ms, endMs: ms, words: fc.array(word, { maxLength: 5 }) },
  })
  .map((more) => turn(more));
const turns = fc.array(spoken, { maxLength: 8 });
const audio: fc.Arbitrary<Partial<AudioOptions>> = fc.record({
  encoding: fc.constantFrom('wav', 'flac', 'opus'),
  layout: fc.constantFrom('stereo', 'split', 'mix'),
  sampleRate: fc.constantFrom(48_000, 24_000, 16_000, 8000),
  left: fc.constantFrom('a', 'b'),
});

const END = 3;
/** Rounded to six decimals. */
const SLACK = 1e-6;

it.each(['audiofolder', 'nemo', 'lhotse', 'moshi'] as const)(
  '%s: every line is JSON of one line, whose times lie within the audio',
  (kind) => {
    fc.assert(
      fc.property(turns, audio, fc.boolean(), (said, about, estimatedWords) => {
        const context = contextOf(about, { ms: END * 1000, estimatedWords });
        const { rows, files } = DATASET_WRITERS[kind](conversation({ turns: said }), context);
        for (const line of Object.values(rows).flat()) {
          expect(line.split(/[\r\n\u2028\u2029\u0085]/)).toHaveLength(1);
          expect(line.isWellFormed()).toBe(true);
          checkTimes(JSON.parse(line));
        }
        for (const file of files) {
          expect(file.name.startsWith('c1.')).toBe(true);
          if (file.name.endsWith('.json')) checkTimes(JSON.parse(file.text));
        }
      }),
      { numRuns: 200 },
    );
  },
);

/** Looks at whatever says when something begins and ends. */
function checkTimes(value: unknown): void {
  if (Array.isArray(value)) return value.forEach(checkTimes);
  if (typeof value !== 'object' || value === null) return;
  const row = value as Record<string, unknown>;
  checkSpan(row['start'] ?? row['offset'], row['duration'] ?? lengthOf(row));
  const { alignment } = row as { alignment?: { word: [string, number, number, null][] } };
  for (const [, start, duration] of alignment?.word ?? []) checkSpan(start, duration);
  const { alignments } = row as { alignments?: [string, [number, number], string][] };
  checkOrder((alignments ?? []).map(([, [start]]) => start));
  for (const [, [start, end]] of alignments ?? []) checkSpan(start, end - start);
  Object.values(row).forEach(checkTimes);
}

function lengthOf({ start, end }: Record<string, unknown>): unknown {
  return typeof start === 'number' && typeof end === 'number' ? end - start : undefined;
}

function checkSpan(start: unknown, duration: unknown): void {
  if (typeof start !== 'number' || typeof duration !== 'number') return;
  expect(start).toBeGreaterThanOrEqual(0);
  expect(duration).toBeGreaterThan(0);
  expect(start + duration).toBeLessThanOrEqual(END + 2 * SLACK);
}

function checkOrder(starts: readonly number[]): void {
  expect(starts.toSorted((one, other) => one - other)).toEqual(starts);
}
