import fc from 'fast-check';
import { beforeAll, afterAll, describe, expect, test } from 'vitest';
import Database from 'better-sqlite3';
import type { ConversationFilter } from '../../../src/contract/library-api.ts';
import { storesOf, type Stores } from '../../../src/main/library/library.ts';
import { migrate } from '../../../src/main/library/migrate.ts';
import { MIGRATIONS } from '../../../src/main/library/migrations/index.ts';
import { configure } from '../../../src/main/library/open-database.ts';
import { conversation, turn } from './helpers.ts';

function inMemory(): { db: Database.Database; stores: Stores } {
  const db = new Database(':memory:');
  configure(db);
  migrate(db, { migrations: MIGRATIONS, backUp: () => undefined });
  return { db, stores: storesOf(db, { now: () => new Date() }) };
}

const search = (stores: Stores, query: string, limit: number, filter: ConversationFilter = {}) =>
  [...stores.search(query, limit, filter)].flat();

const TEXTS = [
  'Hello there, don’t worry about my late parcel.',
  'NOT now, NEAR( the col: AND he said "hi" OR bye',
  'I smile 🙂 at the parcel',
  '私は北京に行きました',
  'crème brûlée',
  'שלום עולם',
  "she typed '; DROP TABLE turns; -- and left",
  'a parcel, a parcel, a parcel',
];

describe('a small library', () => {
  const { db, stores } = inMemory();
  stores.conversations.insert(
    conversation({ turns: TEXTS.map((text, index) => turn(index, text)) }),
  );
  afterAll(() => void db.close());
  const found = (query: string) =>
    search(stores, query, 20).map(({ turnId }) => Number(turnId.slice(5)));
  const snippet = (query: string) => search(stores, query, 1)[0]?.snippet;

  test.each<[string, number[]]>([
    ['parcel', [0, 2, 7]],
    ['PARC', [0, 2, 7]],
    ['late parc', [0]],
    ['lat parcel', []],
    ["don't", [0]],
    ['"', [1]],
    ['"hi"', [1]],
    ['"hi', [1]],
    ['NOT', [1]],
    ['NOT parcel', []],
    ['NEAR(', [1]],
    ['NEAR(parcel late)', []],
    ['col:', [1]],
    ['text:parcel', []],
    ['AND', [1, 6]],
    ['hi OR bye', [1]],
    ['parcel OR bye', []],
    ["'; DROP", [6]],
    ['--', [6]],
    ['*', []],
    ['^parcel', [0, 2, 7]],
    ['🙂', [2]],
    ['parcel 🙂', [2]],
    ['late 🙂', []],
    ['北京', [3]],
    ['creme brul', [4]],
    ['שלו', [5]],
    ['', []],
    ['   ', []],
    ['\0', []],
  ])('%j finds %j', (query, turns) => {
    expect(found(query).toSorted((one, other) => one - other)).toEqual(turns);
  });

  test('the best match comes first, within the limit', () => {
    expect(found('parcel')[0]).toBe(7);
    expect(search(stores, 'parcel', 2)).toHaveLength(2);
  });

  test('a hit says where it is and marks the match', () => {
    expect(search(stores, 'late parc', 5)).toEqual([
      {
        conversationId: 'conversation-1',
        title: 'Late parcel',
        turnId: 'turn-0',
        side: 'b',
        speaker: 'Tom Lindner',
        createdAt: '2026-11-23T10:00:00.000Z',
        startMs: 0.25,
        snippet: 'Hello there, don’t worry about my \u0002late\u0003 \u0002parcel\u0003.',
      },
    ]);
    expect(snippet('🙂')).toBe('I smile \u0002🙂\u0003 at the parcel');
  });

  test('no query is an error', () => {
    const piece = fc.constantFrom(
      '"',
      'NOT',
      'NEAR(',
      ')',
      '*',
      '^',
      ':',
      '{a b}',
      '+',
      '-',
      "'",
      ';',
    );
    const query = fc
      .array(fc.oneof(piece, fc.string({ unit: 'binary' })))
      .map((all) => all.join(' '));
    fc.assert(
      fc.property(query, (text) => Array.isArray(search(stores, text, 5))),
      { numRuns: 500 },
    );
  });

  test('every word of a turn finds it', () => {
    const words = TEXTS.flatMap((text, index) =>
      text.split(' ').map((word) => [word, index] as const),
    );
    for (const [word, index] of words) expect(found(word)).toContain(index);
  });
});

test('what the index can not help with is found far back too, the newest first', () => {
  const { db, stores } = inMemory();
  stores.conversations.insert(conversation({ turns: [turn(0, 'old 🙂'), turn(1, 'none')] }));
  db.exec(`INSERT INTO turns
    SELECT 70000, conversation_id, 'far', 2, side, speaker, 'new 🙂', intended, heard, start_ms, end_ms,
      interrupted, gap_ms, segments FROM turns WHERE position = 1`);
  const slices = [...stores.search('🙂', 5)];
  expect(slices.length).toBeGreaterThan(2);
  expect(slices.flat().map(({ turnId }) => turnId)).toEqual(['far', 'turn-0']);
  expect([...stores.search('🙂', 1)]).toHaveLength(1);
  db.close();
});

test('the index follows changes', () => {
  const { db, stores } = inMemory();
  const finds = (query: string) => search(stores, query, 5).length;
  stores.conversations.insert(conversation({ turns: [turn(0, 'apple')] }));
  stores.turns.save('conversation-1', turn(0, 'banana'));
  expect([finds('apple'), finds('banana')]).toEqual([0, 1]);
  stores.turns.replaceAll('conversation-1', [turn(0, 'cherry')]);
  expect([finds('banana'), finds('cherry')]).toEqual([0, 1]);
  stores.conversations.delete('conversation-1');
  expect(finds('cherry')).toBe(0);
  db.exec(`INSERT INTO turns_index (turns_index, rank) VALUES ('integrity-check', 1)`);
  db.close();
});

describe('10,000 turns', () => {
  const { db, stores } = inMemory();
  const words = Array.from({ length: 2000 }, (_, index) => `w${(index * 7919).toString(36)}`);
  const textOf = (index: number) =>
    Array.from(
      { length: 14 },
      (_, at) => words[Math.floor((index * 31 + at * at * 17) % 2000)],
    ).join(' ');
  beforeAll(() => {
    for (let run = 0; run < 100; run += 1) {
      const turns = Array.from({ length: 100 }, (_, at) => {
        const text = `the ${textOf(run * 100 + at)}`;
        return turn(at, text, { words: [] });
      });
      stores.conversations.insert(conversation({ id: `c-${run}`, turns }));
    }
  });
  afterAll(() => void db.close());

  test('a filter reaches behind the newest matches, a slice at a time', () => {
    stores.conversations.tag(['c-0'], ['rare'], []);
    const slices = [...stores.search('the', 50, { tag: ['rare'] })];
    expect(slices.map((hits) => hits.length)).toEqual([0, 50]);
    const turns = slices.flat().map(({ conversationId, turnId }) => conversationId + turnId);
    expect(new Set(turns).size).toBe(50);
    expect(turns.every((turnOf) => turnOf.startsWith('c-0turn'))).toBe(true);
    expect([...stores.search('the', 500, { tag: ['rare'] })].flat()).toHaveLength(100);
  });

  test.each(['w1', `${words[5]} ${words[22]}`, 'the', 't', '🙂'])('search %j', (query) => {
    const began = performance.now();
    const { length } = search(stores, query, 50);
    console.info(`search ${query}: ${length} hits in ${(performance.now() - began).toFixed(1)} ms`);
    expect(length).toBe(query === '🙂' ? 0 : Math.min(50, length));
  });
});
