import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StudioError } from '../../../src/contract/errors.ts';
import type { StartExport } from '../../../src/contract/export-api.ts';
import { ALL, Arrangement, contentsOf, manifestOf } from './arrange.ts';
import { conversation, soundFile } from './samples.ts';

let studio: Arrangement;
let out: string;
beforeEach(async () => {
  studio = await Arrangement.make();
  out = studio.place('out');
});
afterEach(() => studio.close());

const PLAIN = { texts: ['json', 'txt'], audio: {} } satisfies StartExport['options'];

const request = (more: Partial<StartExport> = {}): StartExport => ({
  ...{ selection: ALL, options: PLAIN, directory: out },
  ...more,
});
const ids = (...named: string[]): StartExport['selection'] => ({ kind: 'ids', ids: named });
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('an export', () => {
  it('writes every conversation with all formats, and a manifest that is true', async () => {
    const ended = await studio.run(request());
    expect(ended).toMatchObject({ state: 'done', done: 3, total: 3, error: null, directory: out });
    const { appVersion, conversations, incomplete } = manifestOf(out);
    expect([appVersion, incomplete]).toEqual(['1.2.3', []]);
    expect(conversations.map(({ id }) => id)).toEqual(['one', 'two', 'three']);
    expect(conversations[0]?.config).toEqual(conversation().config);
    const files = conversations.flatMap((one) => one.files);
    expect(files).toHaveLength(9);
    const contents = contentsOf(out);
    for (const file of files) {
      const bytes = contents[file.path] ?? Buffer.alloc(0);
      expect([sha256(bytes), bytes.byteLength]).toEqual([file.sha256, file.bytes]);
    }
    expect(ended.files).toEqual([...files.map(({ path }) => path), 'manifest.json']);
    expect(ended.bytes).toBe(files.reduce((sum, { bytes }) => sum + bytes, 0));
    expect(Object.keys(contents).sort()).toEqual([...ended.files].sort());
  });

  it('has the recording as it is, and a document that names it', async () => {
    await studio.run(request({ selection: ids('two') }));
    const [two] = manifestOf(out).conversations;
    const [kept] = studio.shelf.recordings('two');
    const wav = two?.files.find(({ path }) => path.endsWith('/conversation.wav'));
    expect(wav?.sha256).toBe(kept?.sha256);
    const json = join(out, two?.folder ?? '', 'conversation.json');
    expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({
      id: 'two',
      recordings: [{ kind: 'local', path: 'conversation.wav', sides: { a: 0, b: 1 } }],
    });
  });

  it('beside an earlier one replaces nothing', async () => {
    const text = { selection: ids('one'), options: { texts: ['txt' as const] } };
    await studio.run(request(text));
    const before = contentsOf(out);
    const ended = await studio.run(request(text));
    expect(contentsOf(out)).toMatchObject(before);
    expect(ended.files.at(-1)).toBe('manifest-2.json');
    expect(readdirSync(out)).toHaveLength(4);
  });

  it('goes to a new folder of the downloads without a place', async () => {
    const { directory: _none, ...placeless } = request({ options: { texts: ['txt'] } });
    const { directory } = await studio.run(placeless);
    expect(directory).toBe(studio.place('Duologue 2026-11-23 14.20.05'));
  });

  it('tells the beginning, the way and the end', async () => {
    await studio.run(request());
    expect(studio.told[0]).toMatchObject({ state: 'running', done: 0, total: 3 });
    const way = studio.told.slice(1, -1);
    expect(way.every(({ state, files }) => state === 'running' && files.length === 0)).toBe(true);
    // The clock stands still: after the first word there is nothing to tell until the end.
    expect(way.length).toBeLessThanOrEqual(1);
    expect(studio.told.at(-1)).toMatchObject({ state: 'done', done: 3 });
  });

  it('names at most 200 files, the manifest among them', async () => {
    for (let at = 0; at < 150; at += 1) {
      studio.shelf.add(conversation({ id: `t${at}`, title: `t${at}` }));
    }
    const ended = await studio.run(request({ options: { texts: ['txt', 'md'] } }));
    expect(ended.files).toHaveLength(200);
    expect(ended.files.at(-1)).toBe('manifest.json');
    expect(manifestOf(out).conversations).toHaveLength(153);
  });

  it('of an id that is given twice writes it once', async () => {
    const ended = await studio.run(request({ selection: ids('one', 'one') }));
    expect(ended).toMatchObject({ total: 1, done: 1 });
  });

  it('has the stems in the same form', async () => {
    const audio = { encoding: 'flac', layout: 'split', stems: true } as const;
    await studio.run(request({ selection: ids('one'), options: { texts: ['json'], audio } }));
    const [one] = manifestOf(out).conversations;
    expect(one?.files.map(({ path }) => path.split('/')[1])).toEqual([
      ...['conversation.a.flac', 'conversation.b.flac'],
      ...['conversation.stems.a.flac', 'conversation.stems.b.flac', 'conversation.json'],
    ]);
  });

  it('of a clip has its range in its names, and only its part', async () => {
    const clip = { fromMs: 400, toMs: 650 };
    await studio.run(request({ selection: ids('one'), clip }));
    const [one] = manifestOf(out).conversations;
    expect(one?.folder).toMatch(/-one-ann-ben-one-400-650ms$/);
    expect(one?.files.map(({ path }) => path.split('/')[1])).toEqual([
      'conversation-400-650ms.wav',
      'conversation-400-650ms.json',
      'conversation-400-650ms.txt',
    ]);
    expect(one?.audio?.samples).toBe(250 * 48);
  });
});

describe('a selection', () => {
  it('is in order of creation whatever order the ids are given in', async () => {
    await studio.run(request({ selection: ids('three', 'one', 'two') }));
    const named = manifestOf(out).conversations.map(({ id }) => id);
    expect(named).toEqual(['one', 'two', 'three']);
  });

  it('of many ids is found among all, the trash too', async () => {
    const many = Array.from({ length: 30 }, (_, at) => `m${at}`);
    for (const id of many) {
      studio.shelf.add(
        conversation({ id, trashedAt: id === 'm3' ? '2026-11-23T12:00:00Z' : null }),
      );
    }
    const ended = await studio.run(
      request({ selection: ids(...many), options: { texts: ['txt'] } }),
    );
    expect(ended).toMatchObject({ state: 'done', done: 30 });
  });

  it('by words and tags takes what fits, and leaves out what still runs', async () => {
    studio.shelf.add(studio.spoken('four', 4, { tags: ['good'] }));
    studio.shelf.add(studio.spoken('five', 5, { tags: ['good'], turns: [] }));
    studio.shelf.add(studio.spoken('six', 6, { tags: ['good'] }));
    studio.shelf.running.add('six');
    const selection = { kind: 'matching', query: 'Hello', filter: { tag: ['good'] } } as const;
    const ended = await studio.run(
      request({ selection: { ...selection, filter: { tag: ['good'] } } }),
    );
    expect(manifestOf(out).conversations.map(({ id }) => id)).toEqual(['four']);
    expect(manifestOf(out).incomplete).toMatchObject([{ id: 'six', kind: 'gap' }]);
    expect(ended).toMatchObject({ state: 'done', total: 2, done: 2 });
    expect(ended.error?.message).toContain('still running');
  });

  it('of nothing is told before anything is written', async () => {
    const nothing = request({ selection: { kind: 'matching', query: 'xylophone' } });
    await expect(studio.run(nothing)).rejects.toMatchObject({ data: { code: 'not-found' } });
    expect(existsSync(out)).toBe(false);
  });
});

describe('what is wrong with one conversation', () => {
  const kept = (id: string): string => studio.shelf.recordings(id)[0]?.path ?? '';

  it.each([
    ['is missing', (path: string) => rmSync(path), 'is missing'],
    [
      'can not be read',
      (path: string) => {
        rmSync(path);
        mkdirSync(path);
      },
      'is missing',
    ],
    ['is another one now', (path: string) => writeFileSync(path, 'x'), 'recording changed'],
  ])('does not keep the others: a recording that %s', async (_what, spoil, words) => {
    spoil(kept('two'));
    const ended = await studio.run(request());
    expect(ended).toMatchObject({ state: 'failed', done: 3 });
    expect(ended.error?.message).toContain('1 of 3 conversations');
    expect(ended.error?.message).toContain(words);
    expect(manifestOf(out).incomplete).toMatchObject([{ id: 'two', kind: 'fault' }]);
    const [, two] = manifestOf(out).conversations;
    expect(two?.files.map(({ path }) => path.split('/')[1])).toEqual([
      'conversation.json',
      'conversation.txt',
    ]);
    const json: unknown = JSON.parse(readFileSync(join(out, two?.files[0]?.path ?? ''), 'utf8'));
    expect(json).toMatchObject({ recordings: [] });
  });

  it('does not keep the others: an unknown id, one that still runs', async () => {
    studio.shelf.running.add('three');
    const ended = await studio.run(request({ selection: ids('one', 'nobody', 'three') }));
    expect(ended).toMatchObject({ state: 'failed', done: 3, total: 3 });
    expect(manifestOf(out).conversations.map(({ id }) => id)).toEqual(['one']);
    expect(manifestOf(out).incomplete.map(({ id }) => id)).toEqual(['nobody', 'three']);
  });

  it('is the error itself when there is only one', async () => {
    const nobody = studio.run(request({ selection: ids('nobody') }));
    await expect(nobody).rejects.toThrow('There is no conversation "nobody".');
  });

  it('is no fault where there never was a recording, unless nothing else is wanted', async () => {
    studio.shelf.add(conversation({ id: 'two', title: 'two' }));
    expect(await studio.run(request())).toMatchObject({ state: 'done', error: null });
    const silent = await studio.run(request({ selection: ids('two'), options: { audio: {} } }));
    expect(silent.state).toBe('failed');
    expect(silent.error?.message).toContain('no recording');
  });

  it('is told where there are no stems, and is no fault', async () => {
    const one = studio.shelf.get('one');
    studio.shelf.add({ ...one, recordings: one.recordings.slice(0, 1) });
    const ended = await studio.run(request({ options: { audio: { stems: true } } }));
    expect(ended.state).toBe('done');
    expect(ended.error?.message).toContain('no clean stems');
    expect(manifestOf(out).incomplete).toMatchObject([{ id: 'one', kind: 'gap' }]);
  });
});

describe('what is wrong with the place', () => {
  it('ends it, and keeps what was finished: a full disk', async () => {
    studio.shelf.all.set('two', full(studio.spoken('two', 1)));
    const ended = await studio.run(request());
    expect(ended).toMatchObject({ state: 'failed', done: 1, error: { code: 'disk-full' } });
    expect(ended.files.map((path) => path.split('/')[1])).toContain('conversation.wav');
    expect(readdirSync(out)).not.toContain('manifest.json');
  });

  it('ends it: the folder is deleted under it', async () => {
    const two = studio.spoken('two', 1);
    let reads = 0;
    studio.shelf.all.set('two', () => {
      reads += 1;
      if (reads > 1) rmSync(out, { recursive: true });
      return two;
    });
    const ended = await studio.run(request());
    expect(ended).toMatchObject({ state: 'failed', done: 1 });
    expect(ended.error?.message).toContain(`Cannot write to ${out}: no such file`);
  });

  it.each([
    ['relative', 'somewhere'],
    ['a file', '/dev/null/x'],
    ['where nobody makes folders', '/proc/somewhere/out'],
  ])('is said before anything begins: %s', async (_what, directory) => {
    const start = studio.run(request({ directory }));
    await expect(start).rejects.toMatchObject({ data: { code: 'invalid-input' } });
    expect(studio.exports.list()).toEqual([]);
  });

  it.each(['audiofolder', 'nemo', 'lhotse', 'moshi'] as const)(
    'is said before anything begins: %s does not mix with what is there',
    async (kind) => {
      mkdirSync(out);
      writeFileSync(join(out, 'mine.txt'), 'mine');
      const start = studio.run(request({ options: { audio: {}, dataset: { kind } } }));
      await expect(start).rejects.toMatchObject({ data: { code: 'conflict' } });
      expect(readdirSync(out)).toEqual(['mine.txt']);
    },
  );

  /** Throws as soon as it is read to be written. */
  function full(one: ReturnType<typeof conversation>) {
    let reads = 0;
    return () => {
      reads += 1;
      if (reads === 1) return one;
      throw new StudioError({ code: 'disk-full', message: 'The disk is full.' });
    };
  }
});

describe('an export that is refused', () => {
  const nothing = (directory: string) =>
    studio.run(request({ directory, selection: { kind: 'matching', query: 'xylophone' } }));

  it('leaves no folder behind that it made, and those that were there', async () => {
    mkdirSync(studio.place('mine'));
    await expect(nothing(studio.place('mine/new/out'))).rejects.toThrow();
    expect(readdirSync(studio.place('mine'))).toEqual([]);
    await expect(nothing(studio.place('mine'))).rejects.toThrow();
    expect(existsSync(studio.place('mine'))).toBe(true);
  });

  it('leaves no new folder in the downloads', async () => {
    const { directory: _none, ...placeless } = request({
      selection: { kind: 'matching', query: 'xylophone' },
    });
    const before = readdirSync(studio.directory);
    await expect(studio.run(placeless)).rejects.toThrow();
    expect(readdirSync(studio.directory)).toEqual(before);
  });
});

describe('an augmentation that can not be had', () => {
  it('is told: a file that is not there', async () => {
    const augment = { reverb: { path: studio.place('nowhere.wav') } };
    const start = studio.run(request({ options: { audio: {}, augment } }));
    await expect(start).rejects.toMatchObject({ data: { code: 'not-found' } });
    expect(existsSync(out)).toBe(false);
  });

  it.each([
    ['no audio', (path: string) => writeFileSync(path, 'la la la'), "can't be read as audio"],
    ['silent', (path: string) => soundFile(path, { ms: 500, hz: 0 }), 'is silent'],
  ])('is told before anything is written: a file that is %s', async (_what, make, words) => {
    const path = studio.place('noise.wav');
    make(path);
    for (const augment of [
      { reverb: { path } },
      { noise: { kind: 'file' as const, snrDb: 10, path } },
    ]) {
      const start = studio.run(request({ options: { audio: {}, augment } }));
      await expect(start).rejects.toMatchObject({ data: { code: 'invalid-input' } });
      await expect(start).rejects.toThrow(words);
    }
    expect(existsSync(out)).toBe(false);
    expect(studio.exports.list()).toEqual([]);
  });

  it('is told: babble where there is nobody else', async () => {
    studio.shelf.all.delete('two');
    studio.shelf.all.delete('three');
    const augment = { noise: { kind: 'babble', snrDb: 10 } } as const;
    const start = studio.run(request({ options: { audio: {}, augment } }));
    await expect(start).rejects.toMatchObject({ data: { code: 'not-found' } });
  });
});
