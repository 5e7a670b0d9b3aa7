import { beforeEach, describe, expect, test } from 'vitest';
import type { Conversation } from '../../../src/contract/conversation.ts';
import type { ConversationFilter, Sort } from '../../../src/contract/library-api.ts';
import type { Provider } from '../../../src/contract/provider.ts';
import type { Library } from '../../../src/main/library/index.ts';
import { conversation, openTemporary, persona, refusalOf, scenario, turn } from './helpers.ts';

const METRICS = {
  firstSpeechMs: null,
  gapP95Ms: null,
  interruptions: 2,
  heardWer: null,
  turnCount: 0,
  speechMs: { a: 0, b: 0 },
};

interface Given extends Partial<Conversation> {
  a?: string;
  b?: string;
  scenarioId?: string;
  provider?: Provider;
  gap?: number | null;
  overlap?: number;
  said?: string[];
}

/** A stored conversation of few words. */
function given({ a = 'ann', b = 'ben', scenarioId = 'parcel', ...values }: Given): Conversation {
  const { provider = 'rehearsal', gap, overlap = 0, said = ['hello there'], ...rest } = values;
  const base = conversation();
  const player = base.config.stages.a;
  if (player.kind !== 'pipeline') throw new Error('the fixture is a pipeline');
  const stages = { ...player, llm: { ...player.llm, provider } };
  const config = {
    ...base.config,
    scenario: scenario({ id: scenarioId, title: `The ${scenarioId}` }),
    personas: {
      a: persona({ id: a, name: a.toUpperCase() }),
      b: persona({ id: b, name: `B ${b}` }),
    },
    stages: { a: stages, b: stages },
  };
  const turns = said.map((text, index) => turn(index, text, { words: [] }));
  const metrics = gap === undefined ? null : { ...METRICS, gapMedianMs: gap, overlapMs: overlap };
  return { ...base, status: 'completed', config, turns, metrics, ...rest };
}

const day = (date: number) => `2026-11-${String(date).padStart(2, '0')}T10:00:00.000Z`;

const FIVE: Conversation[] = [
  given({ id: 'one', createdAt: day(1), title: 'beta', durationMs: 500, gap: 300, tags: ['x'] }),
  given({ id: 'two', createdAt: day(2), title: 'Alpha', a: 'cleo', durationMs: 900, gap: null }),
  given({
    ...{ id: 'three', createdAt: day(3), title: 'gamma', b: 'ann', durationMs: 100, gap: 700 },
    ...{
      overlap: 50,
      provider: 'openai',
      status: 'failed',
      tags: ['y', 'x'],
      said: ['a', 'b', 'c'],
    },
  }),
  given({
    id: 'four',
    createdAt: day(4),
    title: 'delta',
    scenarioId: 'refund',
    a: 'cleo',
    b: 'cleo',
  }),
  given({ id: 'five', createdAt: day(5), title: 'Échelon', trashedAt: day(6), said: ['secret'] }),
];

let library: Library;
beforeEach(() => {
  library = openTemporary();
  for (const one of FIVE) library.conversations.insert(one);
});

const ids = (filter: ConversationFilter, sort?: Sort) =>
  library.conversations
    .list({ limit: 50, offset: 0, filter, ...(sort ? { sort } : {}) })
    .items.map(({ id }) => id);
const found = (query: string, filter: ConversationFilter = {}) =>
  [...library.search(query, 50, filter)].flat().map(({ conversationId }) => conversationId);

describe('the list', () => {
  test.each<[ConversationFilter, string[]]>([
    [{}, ['four', 'three', 'two', 'one']],
    [{ scenario: [] }, ['four', 'three', 'two', 'one']],
    [{ scenario: ['refund'] }, ['four']],
    [{ scenario: ['refund', 'parcel'], status: ['failed'] }, ['three']],
    [{ persona: ['ann'] }, ['three', 'one']],
    [{ persona: ['cleo', 'nobody'] }, ['four', 'two']],
    [{ provider: ['openai'] }, ['three']],
    [{ tag: ['x'] }, ['three', 'one']],
    [{ tag: ['y', 'z'] }, ['three']],
    [{ from: '2026-11-03T10:00:00Z' }, ['four', 'three']],
    [{ before: '2026-11-03T10:00:00Z' }, ['two', 'one']],
    [{ minMs: 500 }, ['two', 'one']],
    [{ minMs: 100, maxMs: 500 }, ['three', 'one']],
    [{ trash: true }, ['five']],
    [{ trash: true, tag: ['x'] }, []],
  ])('%j lets %j through', (filter, expected) => {
    expect(ids(filter)).toEqual(expected);
    expect(library.conversations.count(filter)).toBe(expected.length);
  });

  test.each<[Sort, string[]]>([
    ['newest', ['four', 'three', 'two', 'one']],
    ['oldest', ['one', 'two', 'three', 'four']],
    ['longest', ['two', 'one', 'three', 'four']],
    ['shortest', ['four', 'three', 'one', 'two']],
    ['most-turns', ['three', 'four', 'two', 'one']],
    ['title', ['two', 'one', 'four', 'three']],
    ['gap', ['three', 'one', 'four', 'two']],
    ['overlap', ['three', 'two', 'one', 'four']],
  ])('%s gives %j, page by page too', (sort, expected) => {
    expect(ids({}, sort)).toEqual(expected);
    const pages = [0, 1, 2, 3].flatMap(
      (offset) => library.conversations.list({ limit: 1, offset, sort }).items,
    );
    expect(pages.map(({ id }) => id)).toEqual(expected);
  });

  test('a row says who took part and how it went', () => {
    const [row] = library.conversations.list({ limit: 1, offset: 0, filter: { tag: ['y'] } }).items;
    expect(row).toMatchObject({
      personaIds: { a: 'ann', b: 'ann' },
      providers: { a: 'openai', b: 'openai' },
      speakers: { a: 'ANN', b: 'B ann' },
      ...{ turnCount: 3, interruptions: 2, gapMedianMs: 700, overlapMs: 50 },
      ...{ tags: ['y', 'x'], trashedAt: null, miniature: expect.stringMatching(/^[0-3]{60}$/) },
    });
  });

  test('the number of turns follows every change', () => {
    const count = () =>
      library.conversations.list({ limit: 9, offset: 0 }).items.find(({ id }) => id === 'one')
        ?.turnCount;
    library.turns.save('one', turn(1, 'more'));
    expect(count()).toBe(2);
    library.turns.save('one', turn(1, 'more of it'));
    expect(count()).toBe(2);
    library.turns.replaceAll('one', []);
    expect(count()).toBe(0);
  });

  test('the miniature is drawn at the end, from the turns that are final', () => {
    library.conversations.insert(given({ id: 'live', status: 'running', createdAt: day(9) }));
    const first = () => library.conversations.list({ limit: 1, offset: 0 }).items[0]?.miniature;
    expect(first()).toBeNull();
    library.turns.replaceAll('live', [turn(0, 'hi', { side: 'a', startMs: 0, endMs: 1000 })]);
    library.conversations.finish('live', {
      ...{ status: 'stopped', endReason: 'stopped', endMessage: 'x', error: null },
      ...{ endedAt: day(9), durationMs: 2000 },
    });
    expect(first()).toBe('1'.repeat(30) + '0'.repeat(30));
  });
});

describe('facets', () => {
  const counts = (filter: ConversationFilter) => {
    const facets = library.conversations.countFacets(filter);
    const flat = Object.entries(facets).map(([name, values]) => [
      name,
      Object.fromEntries(
        (values as { value: string; count: number }[]).map(({ value, count }) => [value, count]),
      ),
    ]);
    return Object.fromEntries(flat) as Record<string, Record<string, number>>;
  };

  test('count all that is not in the trash', () => {
    expect(counts({})).toEqual({
      scenario: { parcel: 3, refund: 1 },
      // A conversation of one persona with itself counts once.
      persona: { ann: 2, ben: 2, cleo: 2 },
      provider: { rehearsal: 3, openai: 1 },
      status: { completed: 3, failed: 1 },
      tag: { x: 2, y: 1 },
    });
  });

  test('ignore their own field and apply the others', () => {
    expect(counts({ tag: ['y'], scenario: ['parcel'] })).toEqual({
      scenario: { parcel: 1 },
      persona: { ann: 1 },
      provider: { openai: 1 },
      status: { failed: 1 },
      tag: { x: 2, y: 1 },
    });
  });

  test('keep a chosen value in sight that nothing has any more', () => {
    expect(counts({ status: ['stopped'], provider: ['openai'] })).toMatchObject({
      scenario: {},
      status: { stopped: 0, failed: 1 },
      provider: { openai: 0 },
    });
  });

  test('count the trash when that is looked at', () => {
    expect(counts({ trash: true })).toMatchObject({ scenario: { parcel: 1 }, tag: {} });
  });

  test('agree with the list, whatever the filter', () => {
    for (const filter of [{}, { tag: ['x'] }, { persona: ['cleo'] }, { maxMs: 500 }]) {
      const facets = library.conversations.countFacets(filter);
      for (const field of ['scenario', 'persona', 'provider', 'status', 'tag'] as const) {
        for (const { value, count } of facets[field]) {
          expect(library.conversations.count({ ...filter, [field]: [value] })).toBe(count);
        }
      }
    }
  });

  test('call a value what its document is called, else as the newest conversation has it', () => {
    library.personas.save(persona({ id: 'ann', name: 'Ann Again' }));
    const { persona: people, scenario: scenarios, status } = library.conversations.countFacets({});
    const labels = (values: { value: string; label: string }[]) =>
      Object.fromEntries(values.map(({ value, label }) => [value, label]));
    expect(labels(people)).toMatchObject({ ann: 'Ann Again', ben: 'B ben' });
    expect(labels(scenarios)).toEqual({ parcel: 'The parcel', refund: 'The refund' });
    expect(labels(status)).toEqual({ completed: 'Completed', failed: 'Failed' });
  });
});

describe('notes and tags', () => {
  test('title, notes and tags are changed, what is not named stays', () => {
    const { conversations } = library;
    conversations.annotate({ id: 'one', notes: 'Listen at 0:12.', tags: ['new', 'b', 'new'] });
    expect(conversations.get('one')).toMatchObject({
      ...{ title: 'beta', notes: 'Listen at 0:12.', tags: ['new', 'b'] },
    });
    conversations.annotate({ id: 'one', title: 'Better' });
    expect(conversations.get('one')).toMatchObject({ title: 'Better', tags: ['new', 'b'] });
    conversations.annotate({ id: 'one', notes: '', tags: [] });
    expect(conversations.get('one')).toMatchObject({ notes: '', tags: [] });
    expect(refusalOf(() => conversations.annotate({ id: 'none' })).code).toBe('not-found');
  });

  test('several are tagged at once; a new tag comes last, a known one stays where it is', () => {
    const { conversations } = library;
    conversations.tag(['one', 'two', 'three'], ['z', 'x'], ['y']);
    const tags = ['one', 'two', 'three'].map((id) => conversations.get(id).tags);
    expect(tags).toEqual([
      ['x', 'z'],
      ['z', 'x'],
      ['x', 'z'],
    ]);
    const wrong = () => conversations.tag(['one', 'none'], ['w'], []);
    expect(refusalOf(wrong).code).toBe('not-found');
    expect(conversations.get('one').tags).toEqual(['x', 'z']);
  });
});

describe('the trash', () => {
  test('hides what lies in it, until it is taken out again', () => {
    const { conversations } = library;
    expect(found('hello')).toContain('one');
    conversations.trash(['one', 'two']);
    expect(ids({})).toEqual(['four', 'three']);
    expect(ids({ trash: true })).toEqual(['five', 'two', 'one']);
    expect(found('hello')).toEqual(['four']);
    expect(found('hello', { trash: true }).toSorted()).toEqual(['one', 'two']);
    expect(conversations.get('one').trashedAt).not.toBeNull();
    conversations.restore(['one']);
    expect(ids({})).toEqual(['four', 'three', 'one']);
    expect(conversations.get('one').trashedAt).toBeNull();
  });

  test('takes all or none, and keeps the time of what lies there', () => {
    const { conversations } = library;
    expect(refusalOf(() => conversations.trash(['one', 'none'])).code).toBe('not-found');
    expect(ids({ trash: true })).toEqual(['five']);
    conversations.trash(['five', 'one']);
    expect(conversations.get('five').trashedAt).toBe(day(6));
    expect(conversations.trashed('2026-11-07T00:00:00.000Z')).toEqual(['five']);
    expect(conversations.trashed()).toEqual(['five', 'one']);
  });
});

test('a search keeps to its filter', () => {
  expect(found('secret')).toEqual([]);
  expect(found('secret', { trash: true })).toEqual(['five']);
  expect(found('hello', { persona: ['cleo'] }).toSorted()).toEqual(['four', 'two']);
  expect(found('hello', { persona: ['cleo'], before: day(3) })).toEqual(['two']);
  expect(found('hello', { tag: ['nothing'] })).toEqual([]);
});

test('a library remembers that it had a conversation', () => {
  expect(library.conversations.hadAny()).toBe(true);
  for (const { id } of FIVE) library.conversations.delete(id);
  expect(library.conversations.hadAny()).toBe(true);
  expect(openTemporary().conversations.hadAny()).toBe(false);
});
