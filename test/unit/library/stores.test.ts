import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { Metrics, Recording } from '../../../src/contract/conversation.ts';
import { amountsSchema, type Usage } from '../../../src/contract/usage.ts';
import { storesOf } from '../../../src/main/library/library.ts';
import { migrate } from '../../../src/main/library/migrate.ts';
import { MIGRATIONS } from '../../../src/main/library/migrations/index.ts';
import { storedPath } from '../../../src/main/library/recordings.ts';
import { conversation, openTemporary, persona, refusalOf, scenario, turn } from './helpers.ts';

const recording: Recording = {
  kind: 'local',
  path: 'recordings/conversation-1/conversation.wav',
  format: 'wav',
  channels: 2,
  sampleRate: 48_000,
  durationMs: 61_234.5,
  bytes: 5_000_000_000,
  sha256: 'ab'.repeat(32),
  holes: [{ startMs: 1.5, endMs: 20.25 }],
};

const metrics: Metrics = {
  firstSpeechMs: 812.5,
  gapMedianMs: 310.25,
  gapP95Ms: null,
  overlapMs: 120,
  interruptions: 1,
  heardWer: 0.0125,
  turnCount: 2,
  speechMs: { a: 1500, b: 1500.5 },
};

const usage: Usage = {
  entries: [
    {
      ...{ side: 'a', stage: 'llm', provider: 'openai', model: 'gpt-4.1-mini' },
      amounts: amountsSchema.parse({ requests: 2, inputTokens: 900.5 }),
    },
  ],
  cost: { usd: 0.00036, unpriced: ['other'], pricesAsOf: '2026-11-23' },
};

const ending = {
  status: 'completed' as const,
  endReason: 'goodbye' as const,
  endMessage: 'Mara said goodbye.',
  error: null,
  endedAt: '2026-11-23T10:01:00.000Z',
  durationMs: 61_234.5,
};

test('a persona is created, replaced, listed by name and deleted', () => {
  const { personas } = openTemporary();
  personas.save(persona({ name: 'zoe' }));
  personas.save(persona({ id: 'tom', name: 'Anton' }));
  expect(personas.save(persona({ summary: 'Waits.' })).summary).toBe('Waits.');
  expect(personas.list().map(({ id }) => id)).toEqual(['tom', 'mara-vogel']);
  personas.delete('tom');
  expect(personas.list()).toEqual([persona({ summary: 'Waits.' })]);
});

test('an unknown id is answered with near ones', () => {
  const { personas, scenarios } = openTemporary();
  personas.save(persona());
  scenarios.save(scenario());
  expect(refusalOf(() => personas.get('mara-vogle'))).toMatchObject({
    code: 'not-found',
    message: expect.stringContaining('mara-vogle'),
    remedy: 'Did you mean mara-vogel?',
  });
  expect(refusalOf(() => scenarios.delete('late')).remedy).toContain('late-parcel');
  expect(refusalOf(() => scenarios.get('zzz')).remedy).toContain('late-parcel');
});

test('a document that does not fit the contract is refused as a whole', () => {
  const { personas } = openTemporary();
  const wrong = { ...persona(), manner: { talkativeness: 7 } } as never;
  const error = refusalOf(() => personas.save(wrong));
  expect(error).toMatchObject({ code: 'invalid-input' });
  expect(error.message).toContain('manner.talkativeness');
  expect(personas.list()).toEqual([]);
});

test('a conversation comes back as it was put in', () => {
  const { conversations } = openTemporary();
  const whole = conversation({
    ...ending,
    turns: [turn(0, 'hello there'), turn(1, 'hi', { heard: 'high', interrupted: true })],
    recordings: [recording],
    metrics,
    usage,
    error: { code: 'timeout', message: 'late', details: { after: 3 } },
  });
  conversations.insert(whole);
  expect(conversations.get('conversation-1')).toEqual(whole);
});

test('a run is written step by step', () => {
  const library = openTemporary();
  const { conversations, turns, recordings } = library;
  conversations.insert(conversation({ status: 'preparing' }));
  expect(conversations.unfinished()).toEqual(['conversation-1']);
  conversations.setStatus('conversation-1', 'running');
  turns.save('conversation-1', turn(0, 'first wording of it'));
  turns.save('conversation-1', turn(0, 'second'));
  turns.setHeard('conversation-1', 'turn-0', 'seconds');
  recordings.save('conversation-1', { ...recording, bytes: 1 });
  recordings.save('conversation-1', recording);
  library.metrics.save('conversation-1', { ...metrics, turnCount: 9 });
  library.metrics.save('conversation-1', metrics);
  library.usages.save('conversation-1', { ...usage, entries: [] });
  library.usages.save('conversation-1', usage);
  conversations.finish('conversation-1', ending);
  expect(conversations.get('conversation-1')).toEqual(
    conversation({
      ...ending,
      turns: [turn(0, 'second', { heard: 'seconds' })],
      recordings: [recording],
      metrics,
      usage,
    }),
  );
  expect(conversations.unfinished()).toEqual([]);
});

test('replaceAll leaves exactly the given turns, in order of index', () => {
  const { conversations, turns } = openTemporary();
  conversations.insert(conversation({ turns: [turn(0, 'a'), turn(1, 'b'), turn(2, 'c')] }));
  turns.replaceAll('conversation-1', [turn(1, 'later'), turn(0, 'sooner')]);
  expect(turns.list('conversation-1')).toEqual([turn(0, 'sooner'), turn(1, 'later')]);
});

test('a removed turn is gone from the count and from the search, another one stays', () => {
  const { conversations, turns, search } = openTemporary();
  conversations.insert(conversation({ turns: [turn(0, 'parcel'), turn(1, 'lorry')] }));
  turns.remove('conversation-1', 'turn-0');
  turns.remove('conversation-1', 'turn-0');
  expect(turns.list('conversation-1')).toEqual([turn(1, 'lorry')]);
  expect(conversations.list({ limit: 5, offset: 0 }).items[0]?.turnCount).toBe(1);
  expect([...search('parcel', 5)].flat()).toEqual([]);
});

test('the list shows the newest first, a page at a time', () => {
  const library = openTemporary();
  for (const day of ['01', '02', '03']) {
    const values = { id: `c-${day}`, createdAt: `2026-11-${day}T00:00:00.000Z` };
    library.conversations.insert(conversation({ ...values, turns: [turn(0, 'hello')] }));
  }
  library.metrics.save('c-02', metrics);
  const { total, items } = library.conversations.list({ limit: 2, offset: 1 });
  expect(total).toBe(3);
  expect(items.map(({ id }) => id)).toEqual(['c-02', 'c-01']);
  expect(items[0]).toEqual({
    id: 'c-02',
    title: 'Late parcel',
    status: 'running',
    endReason: null,
    createdAt: '2026-11-02T00:00:00.000Z',
    trashedAt: null,
    durationMs: 0,
    scenarioId: 'late-parcel',
    personaIds: { a: 'mara-vogel', b: 'tom-lindner' },
    providers: { a: 'rehearsal', b: 'rehearsal' },
    speakers: { a: 'Mara Vogel', b: 'Tom Lindner' },
    turnCount: 1,
    gapMedianMs: 310.25,
    overlapMs: 120,
    interruptions: 1,
    miniature: null,
    tags: [],
  });
});

test('deleting a conversation takes everything with it and names its files', () => {
  const library = openTemporary();
  const whole = conversation({
    turns: [turn(0, 'parcel')],
    recordings: [recording],
    metrics,
    usage,
  });
  library.conversations.insert(whole);
  library.events.append('conversation-1', { atMs: 1, kind: 'began', payload: {} });
  expect(library.conversations.delete('conversation-1')).toEqual([recording.path]);
  expect([...library.search('parcel', 5)].flat()).toEqual([]);
  expect(library.turns.list('conversation-1')).toEqual([]);
  expect(library.events.list('conversation-1')).toEqual([]);
  expect(library.recordings.list('conversation-1')).toEqual([]);
  expect(library.metrics.get('conversation-1')).toBeNull();
  expect(library.usages.get('conversation-1')).toBeNull();
});

test('an unknown conversation is not-found, a taken id a conflict', () => {
  const { conversations, turns, events, recordings, ...library } = openTemporary();
  conversations.insert(conversation());
  const refusals = [
    () => conversations.get('conversation-2'),
    () => conversations.setStatus('conversation-2', 'running'),
    () => conversations.finish('conversation-2', ending),
    () => conversations.delete('conversation-2'),
    () => turns.save('conversation-2', turn(0, 'x')),
    () => turns.setHeard('conversation-1', 'turn-9', 'x'),
    () => events.append('conversation-2', { atMs: null, kind: 'x', payload: null }),
    () => recordings.save('conversation-2', recording),
    () => library.metrics.save('conversation-2', metrics),
  ];
  expect(refusals.map((work) => refusalOf(work).code)).toEqual(refusals.map(() => 'not-found'));
  expect(refusalOf(() => conversations.get('conversation-2')).remedy).toContain('conversation-1');
  expect(refusalOf(() => conversations.insert(conversation())).code).toBe('conflict');
});

test('a value that fits no column is invalid-input and changes nothing', () => {
  const { conversations, turns } = openTemporary();
  conversations.insert(conversation({ turns: [turn(0, 'kept')] }));
  const broken = turn(1, 'x', { endMs: Number.NaN });
  const work = () => turns.replaceAll('conversation-1', [turn(0, 'new'), broken]);
  expect(refusalOf(work).code).toBe('invalid-input');
  expect(turns.list('conversation-1')).toEqual([turn(0, 'kept')]);
});

test('events keep their order and any plain payload', () => {
  const { conversations, events } = openTemporary();
  conversations.insert(conversation());
  const log = [
    { atMs: null, kind: 'step', payload: { name: 'livekit' } },
    { atMs: 5.5, kind: 'fault', payload: ['x', null, 1.25] },
    { atMs: 2, kind: 'late', payload: null },
  ];
  for (const event of log) events.append('conversation-1', event);
  expect(events.list('conversation-1')).toEqual(log);
});

test('a transaction is all or nothing', () => {
  const library = openTemporary();
  library.conversations.insert(conversation());
  const work = () =>
    library.transaction(() => {
      library.turns.replaceAll('conversation-1', [turn(0, 'gone')]);
      library.conversations.finish('conversation-2', ending);
    });
  expect(refusalOf(work).code).toBe('not-found');
  expect(library.turns.list('conversation-1')).toEqual([]);
});

test.each([
  '../x.wav',
  'a/../../x',
  '/etc/passwd',
  'C:\\x.wav',
  '\\\\host\\x',
  '..',
  '.',
  '',
  'a\0b',
])('a recording path that leaves the data directory is refused: %j', (path) =>
  expect(refusalOf(() => storedPath(path)).code).toBe('invalid-input'),
);

test('a Windows path is stored with slashes', () => {
  expect(storedPath('recordings\\c\\conversation.wav')).toBe('recordings/c/conversation.wav');
});

test('a full disk is said to be one, and what was stored stays', () => {
  const db = new Database(':memory:');
  migrate(db, { migrations: MIGRATIONS, backUp: () => undefined });
  const stores = storesOf(db, { now: () => new Date() });
  stores.conversations.insert(conversation({ turns: [turn(0, 'kept')] }));
  const pages = Number(db.pragma('page_count', { simple: true }));
  db.pragma(`max_page_count = ${pages + 1}`);
  const long = turn(1, 'word '.repeat(20_000), { words: [] });
  expect(refusalOf(() => stores.turns.save('conversation-1', long)).code).toBe('disk-full');
  expect(stores.turns.list('conversation-1')).toEqual([turn(0, 'kept')]);
  db.close();
});
