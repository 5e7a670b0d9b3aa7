import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConversationDocument } from '../../../src/contract/conversation-document.ts';
import type { StartImport } from '../../../src/contract/import-api.ts';
import { StudioError } from '../../../src/contract/errors.ts';
import { Imports } from '../../../src/main/imports/imports.ts';
import { silentLog } from '../conversations/fakes.ts';
import { persona } from '../conversations/samples.ts';
import { contentsOf } from '../exports/arrange.ts';
import { documentIn, ID, Shelf } from './arrange.ts';

let from: Shelf;
let to: Shelf;
/** The folder of one exported conversation. */
let folder: string;
beforeEach(async () => {
  [from, to] = [await Shelf.make(), await Shelf.make()];
  from.add();
  const out = await from.export({ texts: ['json'], audio: { stems: true } }, 'out');
  const [json = ''] = Object.keys(contentsOf(out)).filter((path) => path.endsWith('on.json'));
  folder = dirname(join(out, json));
});
afterEach(async () => {
  await from.close();
  await to.close();
});

const NAME = 'conversation.json';
const PATIENT = { timeout: 20_000 };
const change = (edit: (document: ConversationDocument) => void): void => {
  const document = documentIn(folder, NAME);
  edit(document);
  writeFileSync(join(folder, NAME), JSON.stringify(document));
};
const rename = (path: string) =>
  change(({ recordings: [first] }) => Object.assign(first ?? {}, { path }));

/** What is there of recordings and uploads. */
const left = (): string[] => [
  ...readdirSync(to.place('recordings')),
  ...(existsSync(to.place('uploads')) ? readdirSync(to.place('uploads')) : []),
];

async function refused(path = folder): Promise<string> {
  const progress = await to.importPath(path);
  expect(progress).toMatchObject({ state: 'failed', imported: [], done: 1, total: 1, error: null });
  expect([to.library.conversations.hadAny(), left()]).toEqual([false, []]);
  const [{ name, error } = { name: '', error: undefined }] = progress.failures;
  expect([name, error?.remedy === undefined]).toEqual([NAME, false]);
  return error?.message ?? '';
}

describe('a conversation is not taken in, and nothing of it stays', () => {
  it('when its recording was changed by one byte', async () => {
    const path = join(folder, 'conversation.wav');
    const bytes = readFileSync(path);
    bytes.writeUInt8(bytes.readUInt8(1000) ^ 1, 1000);
    writeFileSync(path, bytes);
    expect(await refused()).toMatch(/“conversation\.wav” is not the file that was exported/u);
  });

  it('when it was cut off, or grew', async () => {
    truncateSync(join(folder, 'stems.wav').replace('stems', 'conversation.stems'), 5000);
    expect(await refused()).toContain('conversation.stems.wav');
    appendFileSync(join(folder, 'conversation.wav'), 'more');
    expect(await refused()).toContain('conversation.wav');
  });

  it('when it is missing', async () => {
    rmSync(join(folder, 'conversation.stems.wav'));
    expect(await refused()).toContain('“conversation.stems.wav” is not there');
  });

  it.each(['../conversation.wav', '/etc/hostname', 'C:\\x.wav', 'a/../../x.wav', 'NUL'])(
    'when its document names %s',
    async (path) => {
      cpSync(join(folder, 'conversation.wav'), join(folder, '..', 'conversation.wav'));
      rename(path);
      expect(await refused()).toContain('no plain file in its own folder');
    },
  );

  it.runIf(process.platform !== 'win32')('when the recording is a link', async () => {
    const real = join(folder, 'conversation.wav');
    renameSync(real, join(folder, '..', 'elsewhere.wav'));
    symlinkSync('../elsewhere.wav', real);
    expect(await refused()).toContain('no plain file');
  });

  it('when a file is not of the form that its document says', async () => {
    change(({ recordings: [first] }) =>
      Object.assign(first ?? {}, { format: 'flac', sides: { a: 1, b: 0 } }),
    );
    expect(await refused()).toContain('it is no FLAC file');
  });

  it('when it is longer than its document says', async () => {
    change(({ recordings: [first] }) =>
      Object.assign(first ?? {}, { durationMs: -500, sides: { a: 1, b: 0 } }),
    );
    expect(await refused()).toContain('longer than it says');
  });

  it('when a side is on a channel that is not there', async () => {
    change(({ recordings: [first] }) => Object.assign(first ?? {}, { sides: { a: 0, b: 2 } }));
    expect(await refused()).toContain('no channel 3');
  });

  it('when the library can not be written', async () => {
    const refusing = new StudioError({ code: 'disk-full', message: 'The disk is full.' });
    const { library } = to;
    let calls = 0;
    const transaction = library.transaction.bind(library);
    const full = {
      ...library,
      transaction: <T>(work: () => T): T => {
        calls += 1;
        // Half of it is written when the disk is full.
        return transaction(() => {
          const result = work();
          if (calls > 1) throw refusing;
          return result;
        });
      },
    };
    const told: { state: string; error: unknown }[] = [];
    const imports = new Imports({
      ...{ library: full, uploads: to.uploads, log: silentLog },
      push: (event) => {
        if (event.kind === 'import') told.push(event.progress);
      },
    });
    await imports.start({ source: { kind: 'path', path: folder }, known: 'skip' });
    await expect.poll(() => told.at(-1)?.state, PATIENT).toBe('failed');
    expect(told.at(-1)).toMatchObject({ error: { code: 'disk-full' } });
    expect([to.library.conversations.hadAny(), left()]).toEqual([false, []]);
  });
});

describe('an id', () => {
  it('that is known is left as it is, with what the user made of it', async () => {
    await to.importPath(folder);
    to.library.conversations.annotate({ id: ID, title: 'Mine' });
    const again = await to.importPath(folder);
    expect(again).toMatchObject({ state: 'done', imported: [], skipped: [ID], failures: [] });
    expect(to.library.conversations.get(ID).title).toBe('Mine');
  });

  it('that is known comes in as a copy when asked for', async () => {
    await to.importPath(folder);
    const { imported } = await to.importPath(folder, 'copy');
    const [copy = ''] = imported;
    expect(copy).toMatch(/^[0-9a-f-]{36}$/u);
    const [was, is] = [to.library.conversations.get(ID), to.library.conversations.get(copy)];
    const moved = was.recordings.map((one) => ({ ...one, path: one.path.replace(ID, copy) }));
    expect({ ...is, id: ID }).toEqual({ ...was, recordings: moved });
  });

  it('that is no name of a folder comes in as a copy only', async () => {
    for (const id of ['../../escape', 'CON', 'a b']) {
      change((document) => Object.assign(document, { id }));
      expect(await refused()).toContain('Its id');
    }
    expect(existsSync(join(to.directory, '..', 'escape'))).toBe(false);
    const { imported } = await to.importPath(folder, 'copy');
    expect(to.library.recordings.list(imported[0] ?? '')).toHaveLength(2);
  });

  it('that comes twice in one folder is taken in once', async () => {
    cpSync(folder, join(folder, '..', 'z-again'), { recursive: true });
    const progress = await to.importPath(join(folder, '..'));
    expect(progress).toMatchObject({ total: 2, done: 2, imported: [ID], skipped: [ID] });
  });

  it('of which sound lies about that the library does not know gets its own', async () => {
    mkdirSync(to.place(`recordings/${ID}`));
    writeFileSync(to.place(`recordings/${ID}/conversation.wav`), 'an earlier import died here');
    expect(await to.importPath(folder)).toMatchObject({ imported: [ID] });
    const [recording] = to.library.recordings.list(ID);
    expect(readFileSync(to.place(recording?.path ?? '')).length).toBe(recording?.bytes);
  });
});

describe('a path', () => {
  it('may be the document itself, whatever it is called', async () => {
    renameSync(join(folder, NAME), join(folder, 'renamed.txt'));
    expect(await to.importPath(join(folder, 'renamed.txt'))).toMatchObject({ imported: [ID] });
  });

  it('is searched for conversations; other JSON and hidden files are passed over', async () => {
    const deep = join(folder, 'a', 'b');
    mkdirSync(deep, { recursive: true });
    writeFileSync(join(folder, 'persona.json'), JSON.stringify(persona('ann', 'Ann')));
    writeFileSync(join(deep, 'broken.json'), '{"kind": "duologue-conversation", "versi');
    writeFileSync(join(deep, '.hidden.json'), '{"kind": "duologue-conversation", "versi');
    const progress = await to.importPath(join(folder, '..'));
    expect(progress).toMatchObject({ state: 'done', total: 2, imported: [ID] });
    expect(progress.failures).toMatchObject([
      { name: `${basename(folder)}/a/b/broken.json`, error: { code: 'invalid-input' } },
    ]);
  });

  it('with nothing in it says so', async () => {
    const progress = await to.importPath(to.folder('empty'));
    expect(progress).toMatchObject({ state: 'failed', error: { code: 'not-found' }, failures: [] });
  });

  it.each<[string, string]>([
    ['relative/path', 'invalid-input'],
    ['/there/is/nothing', 'not-found'],
  ])('%s is refused at once', async (path, code) => {
    const starting = to.imports.start({ source: { kind: 'path', path }, known: 'skip' });
    await expect(starting).rejects.toMatchObject({ data: { code } });
    expect(to.told).toEqual([]);
  });

  it('to a persona says what it is', async () => {
    writeFileSync(join(folder, NAME), JSON.stringify(persona('ann', 'Ann')));
    expect(await refused(join(folder, NAME))).toBe('It is a persona.');
  });
});

describe('files that were sent', () => {
  const sent = async (...files: [string, string][]): Promise<StartImport> => {
    const ids: string[] = [];
    for (const [name, file] of files) {
      ids.push(await to.upload(name, readFileSync(join(folder, file))));
    }
    return { source: { kind: 'uploads', ids } };
  };
  const STEMS = 'conversation.stems.wav';

  it('are matched by their folders, and gone afterwards', async () => {
    const request = await sent(
      ['x/conversation.wav', 'conversation.wav'],
      [`x/${STEMS}`, STEMS],
      ['x/conversation.json', NAME],
    );
    expect(left()).toHaveLength(3);
    expect(await to.import(request)).toMatchObject({ state: 'done', imported: [ID] });
    await expect.poll(left, PATIENT).toEqual([ID]);
  });

  it('are matched by what they hold where names are all the same', async () => {
    const second = await Shelf.make();
    try {
      second.add({ id: 'other' }, { ms: 300, hz: 700 });
      const out = await second.export({ texts: ['json'], audio: {} }, 'out');
      const request = await sent(
        [NAME, NAME],
        [STEMS, STEMS],
        ['conversation.wav', 'conversation.wav'],
      );
      const ids: string[] = [];
      for (const [path, bytes] of Object.entries(contentsOf(out))) {
        if (path.includes('/')) ids.push(await to.upload(basename(path), bytes));
      }
      const all = request.source.kind === 'uploads' ? [...ids, ...request.source.ids] : [];
      const progress = await to.import({ source: { kind: 'uploads', ids: all } });
      expect(progress.failures).toEqual([]);
      expect(progress.imported.toSorted()).toEqual([ID, 'other']);
      expect(to.library.conversations.get('other').recordings[0]?.durationMs).toBe(300);
    } finally {
      await second.close();
    }
  });

  it('that are missing are named', async () => {
    const progress = await to.import(await sent([NAME, NAME], [STEMS, STEMS]));
    expect(progress.failures[0]?.error.message).toContain('“conversation.wav” is not there');
    await expect.poll(left, PATIENT).toEqual([]);
  });

  it('are refused when they are not here any more', async () => {
    const source = { kind: 'uploads' as const, ids: ['gone'] };
    await expect(to.imports.start({ source, known: 'skip' })).rejects.toMatchObject({
      data: { code: 'not-found' },
    });
  });
});

describe('while it runs', () => {
  const many = (count: number): string => {
    const place = to.folder('many');
    const document = { ...documentIn(folder, NAME), recordings: [] };
    for (let at = 0; at < count; at += 1) {
      const id = `c-${String(at).padStart(5, '0')}`;
      writeFileSync(join(place, `${id}.json`), JSON.stringify({ ...document, id }));
    }
    return place;
  };

  it('it is told of at most ten times a second', async () => {
    const place = many(60);
    let now = 0;
    Object.defineProperty(to, 'now', { get: () => now, set: () => (now += 20) });
    const progress = await to.importPath(place);
    expect(progress).toMatchObject({ done: 60, total: 60 });
    // 60 found and 60 taken in, 20 ms apart; the beginning and the end.
    expect(to.told.length).toBeLessThanOrEqual((120 * 20) / 100 + 2);
    expect(to.told.length).toBeGreaterThan(10);
    const dones = to.told.map(({ done }) => done);
    expect(dones).toEqual(dones.toSorted((one, other) => one - other));
    expect(progress.incomplete).toHaveLength(60);
  });

  it('names at most a hundred failures', async () => {
    const place = many(120);
    for (const name of readdirSync(place)) appendFileSync(join(place, name), 'x');
    const { state, failures, done } = await to.importPath(place);
    expect([state, failures.length, done]).toEqual(['failed', 100, 120]);
  });

  it('can be cancelled: what was taken in stays', async () => {
    const place = many(200);
    const cancelled = Promise.withResolvers<void>();
    to.onTold = ({ id, done }) => {
      if (done === 4) cancelled.resolve(to.imports.cancel(id));
    };
    const { id } = await to.imports.start({ source: { kind: 'path', path: place }, known: 'skip' });
    await cancelled.promise;
    const ended = to.told.at(-1);
    expect(ended).toMatchObject({ state: 'cancelled', error: null });
    expect(ended?.imported.length).toBeLessThan(200);
    expect(to.library.conversations.count({})).toBe(ended?.imported.length);
    await to.imports.cancel(id);
    await expect(to.imports.cancel('none')).rejects.toMatchObject({ data: { code: 'not-found' } });
  });

  it('ends with the studio, and none begins after that', async () => {
    await to.imports.start({ source: { kind: 'path', path: many(100) }, known: 'skip' });
    await to.imports.close();
    expect(to.told.at(-1)?.state).toBe('cancelled');
    const late = to.imports.start({ source: { kind: 'path', path: folder }, known: 'skip' });
    await expect(late).rejects.toMatchObject({ data: { code: 'conflict' } });
  });

  it('two at the same time take a conversation in once', async () => {
    const source = { kind: 'path', path: folder } as const;
    const [one, other] = await Promise.all([to.import({ source }), to.import({ source })]);
    expect([...one.imported, ...other.imported]).toEqual([ID]);
    expect([...one.skipped, ...other.skipped]).toEqual([ID]);
    expect(left()).toEqual([ID]);
  });
});

it('what an earlier Duologue left in the middle of an import is removed at the start', async () => {
  mkdirSync(to.place('recordings/.import-x'));
  mkdirSync(to.place('recordings/kept'));
  mkdirSync(to.place('uploads'));
  writeFileSync(to.place('uploads/x'), 'x');
  await to.imports.clear();
  expect(left()).toEqual(['kept']);
});
