import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runLibraryOf } from '../../../src/main/engine/run-library.ts';
import { heardMessage, turnEndedMessage } from '../conversations/messages.ts';
import { config, persona, scenario } from '../conversations/samples.ts';
import { Arrangement } from './arrange.ts';

const REQUEST = { scenario: 'late-parcel', seed: 7 };

let arranged: Arrangement;
beforeEach(async () => {
  arranged = await Arrangement.make();
});
afterEach(async () => {
  await arranged.remove();
});

/** A conversation with one turn, brought to its end by a goodbye. */
async function runToItsEnd(): Promise<string> {
  const { studio, engine } = arranged;
  const { id } = await studio.startConversation(REQUEST);
  await engine.clock.advance(0);
  const now = engine.clock.monotonicMs();
  const { a, b } = engine.workerParts;
  b.listeners.emit(turnEndedMessage('b', '1', now, now + 1000));
  a.listeners.emit(heardMessage('a', 'hello there', now, now + 1000));
  b.say({ kind: 'hang-up' });
  await engine.clock.advance(2000);
  return id;
}

describe('a conversation', () => {
  it('is started, waited for and found in the library', async () => {
    const id = await runToItsEnd();
    const conversation = await arranged.studio.waitForConversation(id);
    expect(conversation).toMatchObject({
      id,
      status: 'completed',
      endReason: 'goodbye',
      turns: [{ id: '1', speaker: 'Ben', text: 'Hello there.', heard: 'hello there' }],
      metrics: { turnCount: 1 },
      config: { seed: 7, appVersion: '1.2.3' },
    });
    expect(await arranged.studio.getConversation(id)).toEqual(conversation);
    const [recording] = conversation.recordings;
    expect(isAbsolute(recording?.path ?? '')).toBe(true);
    const { total, items } = await arranged.studio.listConversations();
    expect({ total, id: items[0]?.id }).toEqual({ total: 1, id });
    const [hit] = await arranged.studio.searchTurns({ query: 'hello' });
    expect(hit?.conversationId).toBe(id);
    expect(arranged.library.events.list(id).map(({ kind }) => kind)).toContain('hang-up');
    expect(arranged.events.at(-1)).toMatchObject({ kind: 'ended', conversationId: id });
  });

  it('is stopped and kept', async () => {
    const { id } = await arranged.studio.startConversation(REQUEST);
    const stopping = arranged.studio.stopConversation(id);
    await arranged.engine.clock.advance(0);
    expect(await stopping).toMatchObject({ id, status: 'stopped', endReason: 'stopped' });
  });

  it('is deleted with its files, but not while it runs', async () => {
    const { id } = await arranged.studio.startConversation(REQUEST);
    await expect(arranged.studio.deleteConversation(id)).rejects.toMatchObject({
      data: { code: 'conflict' },
    });
    const stopping = arranged.studio.stopConversation(id);
    await arranged.engine.clock.advance(0);
    await stopping;
    const folder = join(arranged.directory, 'recordings', id);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'conversation.wav'), '');
    await arranged.studio.deleteConversation(id);
    expect(existsSync(folder)).toBe(false);
    await expect(arranged.studio.getConversation(id)).rejects.toMatchObject({
      data: { code: 'not-found' },
    });
  });
});

it('a conversation whose id was forged is deleted without anything around it', async () => {
  const { library, studio, directory } = arranged;
  const createdAt = '2026-01-01T00:00:00Z';
  runLibraryOf(library).create({ id: '..', title: 'Forged', createdAt, config: config() });
  await studio.deleteConversation('..');
  expect(existsSync(join(directory, 'library.sqlite'))).toBe(true);
  expect((await studio.listConversations()).total).toBe(0);
});

describe('requests', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['no scenario', () => arranged.studio.startConversation({} as never)],
    ['an unknown key', () => arranged.studio.startConversation({ ...REQUEST, x: 1 } as never)],
    [
      'a bad limit',
      () => arranged.studio.startConversation({ ...REQUEST, limits: { maxTurns: 0 } }),
    ],
    [
      'a misspelt limit',
      () => arranged.studio.startConversation({ ...REQUEST, limits: { maxTurn: 5 } as never }),
    ],
    ['a page too long', () => arranged.studio.listConversations({ limit: 10 ** 6 })],
    ['a search too long', () => arranged.studio.searchTurns({ query: 'x'.repeat(501) })],
    ['an id that is none', () => arranged.studio.getConversation(7 as never)],
    ['a bad persona', () => arranged.studio.savePersona({ id: '../x' } as never)],
    ['a bad scenario', () => arranged.studio.saveScenario({ id: 'x' } as never)],
  ])('are refused for %s', async (_what, call) => {
    await expect(call()).rejects.toMatchObject({ data: { code: 'invalid-input' } });
    expect(arranged.engine.starts).toEqual([]);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['scenario', () => arranged.studio.startConversation({ scenario: 'late-parcels' })],
    ['persona', () => arranged.studio.startConversation({ ...REQUEST, personaA: 'anne' })],
    ['conversation to stop', () => arranged.studio.stopConversation('nobody')],
    ['conversation to wait for', () => arranged.studio.waitForConversation('nobody')],
    ['conversation to delete', () => arranged.studio.deleteConversation('nobody')],
  ])('for an unknown %s say so', async (_what, call) => {
    await expect(call()).rejects.toMatchObject({ data: { code: 'not-found' } });
  });

  it('without a key for the provider are refused before anything starts', async () => {
    const request = { ...REQUEST, provider: 'openai' as const };
    await expect(arranged.studio.startConversation(request)).rejects.toMatchObject({
      data: { code: 'provider-unauthorized' },
    });
    expect(arranged.engine.starts).toEqual([]);
    expect((await arranged.studio.listConversations()).total).toBe(0);
  });
});

describe('personas and scenarios', () => {
  it('are listed, saved, replaced and deleted', async () => {
    const { studio } = arranged;
    await studio.savePersona(persona('cleo', 'Cleo'));
    await studio.savePersona(persona('cleo', 'Cleo Two'));
    expect((await studio.listPersonas()).map(({ name }) => name)).toContain('Cleo Two');
    await studio.deletePersona('cleo');
    await expect(studio.getPersona('cleo')).rejects.toMatchObject({ data: { code: 'not-found' } });
    await studio.saveScenario(scenario({ id: 'other', title: 'Other' }));
    expect(await studio.getScenario('other')).toMatchObject({ title: 'Other' });
    await studio.deleteScenario('other');
    expect((await studio.listScenarios()).map(({ id }) => id)).toEqual(['late-parcel']);
  });
});

describe('listeners', () => {
  it('disturb neither each other nor the run, and can leave', async () => {
    const seen: string[] = [];
    arranged.studio.subscribe(() => {
      throw new Error('a bad listener');
    });
    const leave = arranged.studio.subscribe((event) => seen.push(event.kind));
    const { id } = await arranged.studio.startConversation(REQUEST);
    expect(seen).toEqual(['changed', 'status']);
    leave();
    const stopping = arranged.studio.stopConversation(id);
    await arranged.engine.clock.advance(0);
    expect(await stopping).toMatchObject({ status: 'stopped' });
    expect(seen).toEqual(['changed', 'status']);
  });
});

describe('closing', () => {
  it('finalises what runs, ends the processes, and happens once', async () => {
    const { id } = await arranged.studio.startConversation(REQUEST);
    await arranged.engine.clock.advance(0);
    const closing = Promise.all([arranged.studio.close(), arranged.studio.close()]);
    await arranged.engine.clock.advance(5000);
    await closing;
    expect(arranged.closes).toBe(1);
    expect(arranged.events.at(-1)).toMatchObject({ kind: 'ended', conversationId: id });
    await expect(arranged.studio.startConversation(REQUEST)).rejects.toThrow();
  });
});
