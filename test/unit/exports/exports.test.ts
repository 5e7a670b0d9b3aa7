import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Conversation } from '../../../src/contract/conversation.ts';
import { StudioError } from '../../../src/contract/errors.ts';
import type { ExportProgress, StartExport } from '../../../src/contract/export-api.ts';
import { Exports } from '../../../src/main/exports/exports.ts';
import { silentLog } from '../conversations/fakes.ts';
import { conversation } from './samples.ts';

const AUDIO = Buffer.from('RIFF and so on');

let directory: string;
let out: string;
let shelf: Map<string, () => Conversation>;
let told: ExportProgress[];
let exports: Exports;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'duologue-exports-'));
  out = join(directory, 'out');
  const wav = join(directory, 'kept.wav');
  writeFileSync(wav, AUDIO);
  shelf = new Map(
    ['one', 'two', 'three'].map((id) => [id, () => conversation({ id, title: id }, wav)]),
  );
  told = [];
  exports = new Exports({
    get: (id) => shelf.get(id)?.() ?? missing(id),
    downloads: () => directory,
    push: (event) => {
      if (event.kind === 'export') told.push(event.progress);
    },
    now: () => new Date(2026, 10, 23, 14, 20, 5),
    ...{ appVersion: '1.2.3', log: silentLog },
  });
});
afterEach(async () => {
  await exports.close();
  await rm(directory, { recursive: true });
});

function missing(id: string): never {
  throw new StudioError({ code: 'not-found', message: `There is no conversation "${id}".` });
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Starts an export and waits for its end. */
async function run(request: Partial<StartExport> = {}): Promise<ExportProgress> {
  const { id } = await exports.start({
    ...{ ids: [...shelf.keys()], formats: ['wav', 'json', 'txt'], directory: out, ...request },
  });
  await expect.poll(() => told.at(-1)?.state).not.toBe('running');
  const ended = exports.list().find((one) => one.id === id);
  if (!ended) throw new Error('the export is not listed');
  return ended;
}

interface ManifestFile {
  path: string;
  bytes: number;
  sha256: string;
}
const manifest = (name = 'manifest.json') =>
  JSON.parse(readFileSync(join(out, name), 'utf8')) as {
    appVersion: string;
    conversations: { id: string; files: ManifestFile[]; config: object }[];
    incomplete: { id: string; message: string }[];
  };

describe('an export', () => {
  it('writes every conversation with all formats, and a manifest that is true', async () => {
    const ended = await run();
    expect(ended).toMatchObject({ state: 'done', done: 3, total: 3, error: null, directory: out });
    const { appVersion, conversations, incomplete } = manifest();
    expect([appVersion, incomplete]).toEqual(['1.2.3', []]);
    expect(conversations.map(({ id }) => id)).toEqual(['one', 'two', 'three']);
    expect(conversations[0]?.config).toEqual(conversation().config);
    const files = conversations.flatMap((one) => one.files);
    expect(files).toHaveLength(9);
    for (const file of files) {
      const bytes = readFileSync(join(out, file.path));
      expect([sha256(bytes), bytes.byteLength]).toEqual([file.sha256, file.bytes]);
    }
    expect(ended.files).toEqual([...files.map(({ path }) => path), 'manifest.json']);
    expect(ended.bytes).toBe(files.reduce((sum, { bytes }) => sum + bytes, 0));
    const names = readdirSync(out, { recursive: true }).map(String);
    expect(names.filter((name) => name.includes('.tmp'))).toEqual([]);
    const json: unknown = JSON.parse(readFileSync(join(out, files[1]?.path ?? ''), 'utf8'));
    expect(json).toMatchObject({ id: 'one', recording: { path: 'conversation.wav' } });
  });

  it('is the same, byte for byte, when it is done again', async () => {
    await run();
    const first = readFileSync(join(out, 'manifest.json'));
    out = join(directory, 'again');
    await run();
    expect(readFileSync(join(out, 'manifest.json'))).toEqual(first);
  });

  it('beside an earlier one replaces nothing', async () => {
    await run({ ids: ['one'], formats: ['txt'] });
    const before = readFileSync(join(out, 'manifest.json'));
    const ended = await run({ ids: ['one'], formats: ['txt'] });
    expect(readFileSync(join(out, 'manifest.json'))).toEqual(before);
    expect(ended.files.at(-1)).toBe('manifest-2.json');
    expect(readdirSync(out)).toHaveLength(4);
  });

  it('goes to a new folder of the downloads without a place', async () => {
    const { id } = await exports.start({ ids: ['one'], formats: ['txt'] });
    expect(exports.list()[0]).toMatchObject({
      id,
      directory: join(directory, 'Duologue 2026-11-23 14.20.05'),
    });
  });

  it('tells the beginning, the way and the end', async () => {
    await run();
    expect(told[0]).toMatchObject({ state: 'running', done: 0, total: 3 });
    expect(
      told.slice(1, -1).every(({ state, files }) => state === 'running' && files.length === 0),
    ).toBe(true);
    expect(told.at(-1)).toMatchObject({ state: 'done', done: 3 });
  });

  it('of an id that is given twice writes it once', async () => {
    expect(await run({ ids: ['one', 'one'] })).toMatchObject({ total: 1, done: 1 });
  });
});

describe('what is wrong with one conversation', () => {
  it.each([
    ['is missing', () => undefined],
    ['can not be read', (path: string) => mkdirSync(path)],
  ])('does not keep the others: a recording that %s', async (_what, make) => {
    const gone = join(directory, 'gone.wav');
    make(gone);
    shelf.set('two', () => conversation({ id: 'two', title: 'two' }, gone));
    const ended = await run();
    expect(ended).toMatchObject({
      ...{ state: 'failed', done: 3 },
      error: { code: 'not-found', message: expect.stringContaining('1 of 3 conversations') },
    });
    expect(ended.error?.message).toContain('gone.wav');
    expect(manifest().incomplete).toMatchObject([{ id: 'two' }]);
    const [, two] = manifest().conversations;
    expect(two?.files.map(({ path }) => path.split('/')[1])).toEqual([
      'conversation.json',
      'conversation.txt',
    ]);
    const json: unknown = JSON.parse(readFileSync(join(out, two?.files[0]?.path ?? ''), 'utf8'));
    expect(json).toMatchObject({ recording: null });
  });

  it('does not keep the others: an unknown id', async () => {
    const ended = await run({ ids: ['one', 'nobody', 'three'] });
    expect(ended).toMatchObject({ state: 'failed', done: 3 });
    expect(manifest().conversations.map(({ id }) => id)).toEqual(['one', 'three']);
  });

  it('is the error itself when there is only one', async () => {
    const ended = await run({ ids: ['nobody'] });
    expect(ended.error?.message).toBe('There is no conversation "nobody".');
  });

  it('is no fault where there never was a recording, unless nothing else is wanted', async () => {
    shelf.set('two', () => conversation({ id: 'two', title: 'two' }));
    expect((await run()).state).toBe('done');
    expect((await run({ ids: ['two'], formats: ['wav'] })).error).toMatchObject({
      message: expect.stringContaining('no recording'),
    });
  });
});

describe('what is wrong with the place', () => {
  it('ends it, and keeps what was finished: a full disk', async () => {
    shelf.set('two', () => {
      throw new StudioError({ code: 'disk-full', message: 'The disk is full.' });
    });
    const ended = await run();
    expect(ended).toMatchObject({ state: 'failed', done: 1, error: { code: 'disk-full' } });
    expect(ended.files.filter((path) => existsSync(join(out, path)))).toHaveLength(4);
    expect(manifest().incomplete).toMatchObject([{ id: 'two' }]);
    expect(readdirSync(out)).toHaveLength(2);
  });

  it.each([
    ['relative', 'somewhere'],
    ['a file', '/dev/null/x'],
  ])('is said before anything begins: %s', async (_what, place) => {
    const start = exports.start({ ids: ['one'], formats: ['txt'], directory: place });
    await expect(start).rejects.toMatchObject({ data: { code: 'invalid-input' } });
    expect(exports.list()).toEqual([]);
  });
});

describe('cancelling', () => {
  it('ends it in order; what was finished stays', async () => {
    const reached = Promise.withResolvers<string>();
    shelf.set('two', () => {
      const [running] = exports.list();
      reached.resolve(running?.id ?? '');
      return conversation({ id: 'two', title: 'two' }, join(directory, 'kept.wav'));
    });
    const cancelled = reached.promise.then((id) => exports.cancel(id));
    const ended = await run();
    await cancelled;
    expect(ended).toMatchObject({ state: 'cancelled', error: null });
    expect(ended.done).toBeLessThan(3);
    expect(manifest().conversations).toHaveLength(ended.done);
    const folders = readdirSync(out).filter((name) => name.startsWith('2026'));
    expect(folders).toHaveLength(ended.done);
    expect(readdirSync(out).filter((name) => name.includes('.tmp'))).toEqual([]);
  });

  it('of what has ended is nothing, of what never was an error', async () => {
    const { id } = await run();
    await exports.cancel(id);
    expect(exports.list()[0]?.state).toBe('done');
    await expect(exports.cancel('nobody')).rejects.toMatchObject({ data: { code: 'not-found' } });
  });

  it('happens when the studio closes, after which nothing begins', async () => {
    await exports.start({ ids: ['one', 'two'], formats: ['wav'], directory: out });
    await exports.close();
    expect(exports.list()[0]?.state).not.toBe('running');
    await expect(exports.start({ ids: ['one'], formats: ['txt'] })).rejects.toThrow('closing');
  });

  it('also keeps one from beginning that was asked for just before', async () => {
    const starting = exports.start({ ids: ['one'], formats: ['txt'], directory: out });
    await Promise.all([expect(starting).rejects.toThrow('closing'), exports.close()]);
    expect(readdirSync(out)).toEqual([]);
  });
});
