import { beforeEach, describe, expect, test } from 'vitest';
import { seedSamples, type Library } from '../../../src/main/library/index.ts';
import { conversation, openTemporary, persona, refusalOf, scenario } from './helpers.ts';

let library: Library;
beforeEach(() => {
  library = openTemporary();
});

const worded = (goal: string) => persona({ goal });
const goals = (id = 'mara-vogel') =>
  library.personas
    .versions(id)
    .map(({ version }) => [version, library.personas.version(id, version).goal]);

describe('versions', () => {
  test('every change makes one, the newest first; what did not change makes none', () => {
    const { personas } = library;
    personas.save(worded('one'));
    personas.save(worded('one'));
    personas.save({ ...worded('two'), name: 'Mara Two' });
    personas.save(worded('three'));
    expect(goals()).toEqual([
      [3, 'three'],
      [2, 'two'],
      [1, 'one'],
    ]);
    expect(personas.versions('mara-vogel').map(({ name }) => name)).toEqual([
      ...['Mara Vogel', 'Mara Two', 'Mara Vogel'],
    ]);
    expect(personas.version('mara-vogel', 3)).toEqual(personas.get('mara-vogel'));
  });

  test('a sitting writes its own version over, and no other one', () => {
    const { personas } = library;
    personas.save(worded('one'));
    for (const goal of ['t', 'tw', 'two']) personas.save(worded(goal), { sitting: 's1' });
    personas.save(worded('three'), { sitting: 's2' });
    personas.save(worded('four'), { sitting: 's1' });
    personas.save(worded('five'));
    personas.save(worded('six'));
    expect(goals().map(([, goal]) => goal)).toEqual(['six', 'five', 'four', 'three', 'two', 'one']);
  });

  test('an earlier version comes back by saving it', () => {
    const { personas } = library;
    personas.save(worded('one'));
    personas.save(worded('two'));
    personas.save(personas.version('mara-vogel', 1));
    expect(goals()[0]).toEqual([3, 'one']);
  });

  test('what is not there is not-found', () => {
    library.personas.save(worded('one'));
    expect(refusalOf(() => library.personas.version('mara-vogel', 2)).message).toContain('2');
    expect(refusalOf(() => library.personas.version('mara', 1)).remedy).toContain('mara-vogel');
    expect(refusalOf(() => library.personas.versions('mara')).code).toBe('not-found');
    // A scenario of the same id is another document.
    expect(refusalOf(() => library.scenarios.versions('mara-vogel')).code).toBe('not-found');
  });
});

describe('deleting', () => {
  test('hides a document and is undone with all versions', () => {
    const { personas } = library;
    personas.save(worded('one'));
    personas.save(worded('two'));
    personas.delete('mara-vogel');
    expect([personas.list(), personas.count(), personas.has('mara-vogel')]).toEqual([[], 0, false]);
    expect(personas.facts()).toEqual([]);
    expect(personas.digest('mara-vogel')).toBeNull();
    expect(refusalOf(() => personas.get('mara-vogel')).code).toBe('not-found');
    expect(refusalOf(() => personas.delete('mara-vogel')).code).toBe('not-found');
    expect(goals()).toHaveLength(2);
    personas.restore('mara-vogel');
    expect(personas.get('mara-vogel').goal).toBe('two');
    expect(goals()).toHaveLength(2);
  });

  test('what is not deleted can not be restored', () => {
    library.personas.save(worded('one'));
    for (const id of ['mara-vogel', 'nobody']) {
      expect(refusalOf(() => library.personas.restore(id)).code).toBe('not-found');
    }
  });

  test('under the id of a deleted one another may be saved; the old one is among its versions', () => {
    const { personas } = library;
    personas.save(worded('old'), { sitting: 's1' });
    personas.delete('mara-vogel');
    personas.save(worded('new'), { sitting: 's1' });
    expect(personas.get('mara-vogel').goal).toBe('new');
    expect(goals()).toEqual([
      [2, 'new'],
      [1, 'old'],
    ]);
    expect(refusalOf(() => personas.restore('mara-vogel')).code).toBe('conflict');
    personas.delete('mara-vogel');
    personas.restore('mara-vogel');
    expect(personas.get('mara-vogel').goal).toBe('new');
  });

  test('the same text saved anew stands again, without a version more', () => {
    const { personas } = library;
    personas.save(worded('one'));
    personas.delete('mara-vogel');
    personas.save(worded('one'));
    expect(personas.has('mara-vogel')).toBe(true);
    expect(goals()).toHaveLength(1);
    expect(refusalOf(() => personas.restore('mara-vogel')).code).toBe('conflict');
  });

  test('a deleted sample does not come back with a newer wording, and its undoing does no harm', () => {
    const samples = { personas: [worded('shipped')], scenarios: [] };
    const better = { personas: [worded('better')], scenarios: [] };
    seedSamples(library, samples);
    library.personas.delete('mara-vogel');
    expect(seedSamples(library, better)).toBe(0);
    expect(library.personas.has('mara-vogel')).toBe(false);
    library.personas.restore('mara-vogel');
    expect(seedSamples(library, better)).toBe(1);
    expect(goals()).toEqual([
      [2, 'better'],
      [1, 'shipped'],
    ]);
  });
});

test('facts tell version, time and in how many conversations a document took part', () => {
  const { personas, scenarios, conversations } = library;
  personas.save(worded('one'));
  personas.save(worded('two'));
  personas.save(persona({ id: 'tom-lindner', name: 'Tom' }));
  personas.save(persona({ id: 'unused', name: 'Unused' }));
  scenarios.save(scenario());
  const { config } = conversation();
  const alone = { ...config.personas, b: config.personas.a };
  conversations.insert(conversation({ id: 'c1' }));
  conversations.insert(conversation({ id: 'c2', config: { ...config, personas: alone } }));
  conversations.insert(conversation({ id: 'c3', trashedAt: '2026-11-23T10:00:00.000Z' }));
  expect(personas.facts()).toEqual([
    { id: 'mara-vogel', version: 2, updatedAt: expect.any(String), conversations: 2 },
    { id: 'tom-lindner', version: 1, updatedAt: expect.any(String), conversations: 1 },
    { id: 'unused', version: 1, updatedAt: expect.any(String), conversations: 0 },
  ]);
  expect(scenarios.facts()).toMatchObject([{ id: 'late-parcel', conversations: 2 }]);
  expect(personas.facts()[0]?.updatedAt).toBe(personas.versions('mara-vogel')[0]?.savedAt);
});
