import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StudioEvent } from '../../../src/contract/studio-events.ts';
import { wavHeader } from '../../../src/contract/wav-format.ts';
import { turnEndedMessage } from '../conversations/messages.ts';
import { Arrangement } from './arrange.ts';

const REQUEST = { scenario: 'late-parcel', seed: 7 };

let arranged: Arrangement;
beforeEach(async () => {
  arranged = await Arrangement.make();
});
afterEach(async () => {
  await arranged.studio.close();
  await arranged.remove();
});

/** A conversation that was stopped after one turn. */
async function made(): Promise<string> {
  const { studio, engine } = arranged;
  const { id } = await studio.startConversation(REQUEST);
  await engine.clock.advance(0);
  const now = engine.clock.monotonicMs();
  engine.workerParts.b.listeners.emit(turnEndedMessage('b', `turn of ${id}`, now, now + 1000));
  const stopping = studio.stopConversation(id);
  await engine.clock.advance(0);
  await stopping;
  return id;
}

/** The ids of every `changed` event about conversations that `work` makes. */
async function changes(work: () => Promise<unknown>): Promise<string[][]> {
  const from = arranged.events.length;
  await work();
  const changed = (event: StudioEvent) =>
    event.kind === 'changed' && event.what === 'conversations' ? [event.ids] : [];
  return arranged.events.slice(from).flatMap(changed);
}

const listed = async (filter = {}) =>
  (await arranged.studio.listConversations({ filter })).items.map(({ id }) => id);
const code = (wanted: string) => ({ data: { code: wanted } });

describe('the library page', () => {
  it('lists, counts and searches under a filter', async () => {
    const { studio } = arranged;
    const [one, other] = [await made(), await made()];
    await studio.tagConversations({ ids: [one], add: ['good'] });
    expect(await listed({ tag: ['good'] })).toEqual([one]);
    const facets = await studio.countFacets({ tag: ['good'] });
    expect(facets.persona).toEqual([
      { value: 'ann', label: 'Ann', count: 1 },
      { value: 'ben', label: 'Ben', count: 1 },
    ]);
    expect(facets.tag).toEqual([{ value: 'good', label: 'good', count: 1 }]);
    const hits = await studio.searchTurns({ query: 'hello', filter: { tag: ['good'] } });
    expect(hits).toMatchObject([{ conversationId: one, side: 'b', speaker: 'Ben' }]);
    const all = await studio.searchTurns({ query: 'hello' });
    expect(all.map(({ conversationId }) => conversationId).toSorted()).toEqual(
      [one, other].toSorted(),
    );
    const sorted = await studio.listConversations({ sort: 'oldest', limit: 1, offset: 1 });
    expect(sorted).toMatchObject({ total: 2, items: [{ miniature: expect.any(String) }] });
  });

  it('changes title, notes and tags', async () => {
    const id = await made();
    const told = await changes(async () => {
      const changed = await arranged.studio.annotateConversation({
        ...{ id, title: '  Better ', notes: 'Listen.', tags: ['a', 'b'] },
      });
      expect(changed).toMatchObject({ title: 'Better', notes: 'Listen.', tags: ['a', 'b'] });
    });
    expect(told).toEqual([[id]]);
  });

  it('tells when a run begins, goes on and ends', async () => {
    const told = await changes(made);
    expect(told.length).toBeGreaterThanOrEqual(3);
    expect(new Set(told.flat()).size).toBe(1);
  });
});

describe('the trash', () => {
  it('takes conversations and gives them back', async () => {
    const { studio } = arranged;
    const ids = [await made(), await made()];
    expect(await changes(() => studio.trashConversations({ ids }))).toEqual([ids]);
    expect([await listed(), (await listed({ trash: true })).length]).toEqual([[], 2]);
    expect(await studio.searchTurns({ query: 'hello' })).toEqual([]);
    expect(await studio.getOverview()).toMatchObject({ conversations: 0, trash: 2 });
    expect(await studio.describeDocuments('persona')).toMatchObject([
      { id: 'ann', conversations: 0 },
      { id: 'ben', conversations: 0 },
    ]);
    expect(await changes(() => studio.restoreConversations({ ids }))).toEqual([ids]);
    expect(await listed()).toHaveLength(2);
  });

  it('takes none when one of them runs, or is not there', async () => {
    const { studio, engine } = arranged;
    const id = await made();
    const { id: running } = await studio.startConversation(REQUEST);
    await engine.clock.advance(0);
    await expect(studio.trashConversations({ ids: [id, running] })).rejects.toMatchObject(
      code('conflict'),
    );
    await expect(studio.trashConversations({ ids: [id, 'nobody'] })).rejects.toMatchObject(
      code('not-found'),
    );
    expect(await listed({ trash: true })).toEqual([]);
    const stopping = studio.stopConversation(running);
    await engine.clock.advance(0);
    await stopping;
  });

  it('tells also of a change that ended half-way', async () => {
    const { studio, library } = arranged;
    const id = await made();
    library.conversations.trash = () => {
      throw new Error('the disk is full');
    };
    const told = await changes(() =>
      studio.trashConversations({ ids: [id] }).catch(() => undefined),
    );
    expect(told).toEqual([[id]]);
  });

  it('is emptied with the recordings', async () => {
    const { studio, directory } = arranged;
    const [gone, kept] = [await made(), await made()];
    const folders = [gone, kept].map((id) => join(directory, 'recordings', id));
    for (const folder of folders) await mkdir(folder, { recursive: true });
    await studio.trashConversations({ ids: [gone] });
    const told = await changes(async () =>
      expect(await studio.emptyTrash()).toEqual({ deleted: 1 }),
    );
    expect(told).toEqual([[gone]]);
    expect(folders.map((folder) => existsSync(folder))).toEqual([false, true]);
    await expect(studio.getConversation(gone)).rejects.toMatchObject(code('not-found'));
    expect(await changes(() => studio.emptyTrash())).toEqual([]);
    expect(await listed()).toEqual([kept]);
  });
});

describe('peaks', () => {
  it('are told, and go with the conversation', async () => {
    const { studio, library, directory } = arranged;
    const id = await made();
    const path = join(directory, library.recordings.list(id)[0]?.path ?? '');
    const audio = Buffer.alloc(48_000 * 4, 1);
    const header = wavHeader({ sampleRate: 48_000, channels: 2, dataBytes: audio.length });
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, Buffer.concat([header, audio]));
    expect(await studio.getPeaks(id)).toMatchObject({ length: 50, durationMs: 1000 });
    expect(await readdir(dirname(path))).toHaveLength(2);
    await studio.deleteConversation(id);
    expect(await readdir(dirname(path))).toEqual([]);
    await expect(studio.getPeaks(id)).rejects.toMatchObject(code('not-found'));
  });
});

describe('the overview', () => {
  it('counts, and knows the first launch', async () => {
    const { studio, engine } = arranged;
    const none = { conversations: 0, trash: 0, running: 0, personas: 2, scenarios: 1 };
    expect(await studio.getOverview()).toEqual({ ...none, firstLaunch: true });
    const { id } = await studio.startConversation(REQUEST);
    await engine.clock.advance(0);
    const running = { ...none, conversations: 1, running: 1, firstLaunch: false };
    expect(await studio.getOverview()).toEqual(running);
    const stopping = studio.stopConversation(id);
    await engine.clock.advance(0);
    await stopping;
    await studio.deleteConversation(id);
    await studio.deletePersona('ann');
    expect(await studio.getOverview()).toEqual({ ...none, personas: 1, firstLaunch: false });
  });
});

describe('requests', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['an unknown field of a filter', () => arranged.studio.countFacets({ x: 1 } as never)],
    ['an unknown sort', () => arranged.studio.listConversations({ sort: 'x' as never })],
    ['a date that is none', () => arranged.studio.countFacets({ from: 'yesterday' })],
    ['no ids', () => arranged.studio.trashConversations({ ids: [] })],
    ['an empty tag', () => arranged.studio.tagConversations({ ids: ['x'], add: [' '] })],
    ['an empty title', () => arranged.studio.annotateConversation({ id: 'x', title: ' ' })],
    ['an id that is none', () => arranged.studio.getPeaks(7 as never)],
  ])('are refused for %s', async (_what, call) => {
    await expect(call()).rejects.toMatchObject(code('invalid-input'));
  });

  it.each<[string, () => Promise<unknown>]>([
    ['tag', () => arranged.studio.tagConversations({ ids: ['nobody'], add: ['x'] })],
    ['restore', () => arranged.studio.restoreConversations({ ids: ['nobody'] })],
    ['annotate', () => arranged.studio.annotateConversation({ id: 'nobody', notes: 'x' })],
  ])('to %s what is not there say so', async (_what, call) => {
    expect(await changes(() => expect(call()).rejects.toMatchObject(code('not-found')))).toEqual(
      [],
    );
  });
});
