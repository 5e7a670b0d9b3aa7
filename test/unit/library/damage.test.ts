import {
  copyFileSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openLibrary } from '../../../src/main/library/index.ts';
import {
  conversation,
  openTemporary,
  persona,
  refusalOf,
  silentLog,
  temporaryDirectory,
  turn,
} from './helpers.ts';

/** A closed library with something in it. */
function usedLibrary(): { directory: string; file: string } {
  const directory = temporaryDirectory();
  const library = openTemporary(directory);
  library.personas.save(persona());
  const turns = Array.from({ length: 200 }, (_, index) =>
    turn(index, `line ${index} about parcels`),
  );
  library.conversations.insert(conversation({ turns }));
  library.close();
  return { directory, file: join(directory, 'library.sqlite') };
}

const DAMAGES: Record<string, (file: string) => void> = {
  'a header of noise': (file) => writeFileSync(file, Buffer.alloc(statSync(file).size, 0xa5)),
  'half of it cut off': (file) =>
    truncateSync(file, Math.floor(statSync(file).size / 2 / 4096) * 4096),
  'all of it cut off': (file) => truncateSync(file, 0),
  'pages of noise in the middle': (file) => {
    const bytes = readFileSync(file);
    bytes.fill(0xff, Math.floor(bytes.length / 3), Math.floor((bytes.length * 2) / 3));
    writeFileSync(file, bytes);
  },
};

test.each(Object.entries(DAMAGES))(
  '%s: set aside, backup named, nothing overwritten',
  async (_name, damage) => {
    const { directory, file } = usedLibrary();
    const before = openTemporary(directory);
    const backup = (await before.backUpWhenDue()) ?? '';
    before.close();
    damage(file);
    const damaged = readFileSync(file);

    const error = refusalOf(() => openLibrary({ directory, log: silentLog }));
    const aside = String(error.details?.['setAside']);
    expect(error.code).toBe('library-corrupt');
    expect(error.message).toContain(aside);
    expect(error.message).toContain(backup);
    expect(readFileSync(aside).equals(damaged)).toBe(true);

    const next = openTemporary(directory);
    expect(next.personas.list()).toEqual([]);
    expect(next.notices.map(({ code }) => code)).toEqual(['library-corrupt']);
    next.close();
    expect(openTemporary(directory).notices).toEqual([]);
  },
);

test('the backup that the error names is a whole library', async () => {
  const { directory, file } = usedLibrary();
  const library = openTemporary(directory);
  const backup = (await library.backUpWhenDue()) ?? '';
  expect(await library.backUpWhenDue()).toBeNull();
  library.close();
  copyFileSync(backup, file);
  const restored = openTemporary(directory);
  expect(restored.conversations.get('conversation-1').turns).toHaveLength(200);
  expect([...restored.search('parcels', 3)].flat()).toHaveLength(3);
});

test.each([0, 1, 4])(
  'closing in the middle of a backup (step %i) ends it quietly and leaves no half of one',
  async (steps) => {
    const directory = temporaryDirectory();
    const library = openTemporary(directory);
    const text = 'A long line about parcels. '.repeat(20);
    const turns = Array.from({ length: 4000 }, (_, index) => turn(index, text, { words: [] }));
    library.conversations.insert(conversation({ turns }));
    const backup = library.backUpWhenDue();
    for (let step = 0; step < steps; step += 1) await setImmediate();
    library.close();
    expect(await backup).toBeNull();
    expect(readdirSync(join(directory, 'backups'))).toEqual([]);
  },
);

test('a library set aside twice keeps both files', () => {
  const { directory, file } = usedLibrary();
  const now = () => new Date('2026-11-23T10:00:00Z');
  for (const noise of ['first noise', 'second noise']) {
    writeFileSync(file, noise.repeat(1000));
    refusalOf(() => openLibrary({ directory, log: silentLog, now }));
  }
  const aside = readdirSync(directory).filter((name) => name.includes('damaged'));
  const contents = aside.map((name) => readFileSync(join(directory, name), 'utf8').slice(0, 5));
  expect(contents.sort()).toEqual(['first', 'secon']);
});

test('a newer schema opens read-only and says so', () => {
  const { directory, file } = usedLibrary();
  const raw = new Database(file);
  raw.pragma('user_version = 9999');
  raw.close();
  const library = openTemporary(directory);
  expect(library.readOnly).toBe(true);
  expect(library.notices[0]).toMatchObject({ code: 'library-newer', details: { found: 9999 } });
  expect(library.conversations.list({ limit: 10, offset: 0 }).total).toBe(1);
  expect([...library.search('parcels', 1)].flat()).toHaveLength(1);
  const changes = [
    () => library.personas.save(persona()),
    () => library.conversations.delete('conversation-1'),
    () => library.turns.save('conversation-1', turn(0, 'x')),
    () => library.transaction(() => 1),
  ];
  for (const change of changes) expect(refusalOf(change).code).toBe('library-newer');
  library.close();
  const after = new Database(file, { readonly: true });
  expect(after.pragma('user_version', { simple: true })).toBe(9999);
  after.close();
});

test('a newer schema without our tables still gives the clear message', () => {
  const directory = temporaryDirectory();
  const raw = new Database(join(directory, 'library.sqlite'));
  raw.exec('CREATE TABLE unknown (x); PRAGMA user_version = 9999');
  raw.close();
  const library = openTemporary(directory);
  expect(refusalOf(() => library.personas.list()).code).toBe('library-newer');
  expect(refusalOf(() => [...library.search('x', 1)]).code).toBe('library-newer');
});

test("another program's database is left alone", () => {
  const directory = temporaryDirectory();
  const file = join(directory, 'library.sqlite');
  const raw = new Database(file);
  raw.exec('CREATE TABLE theirs (x)');
  raw.close();
  const before = readFileSync(file);
  expect(refusalOf(() => openLibrary({ directory, log: silentLog })).code).toBe('conflict');
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('damage that is found in mid-work is reported, and the next opening looks through the file', () => {
  const { directory, file } = usedLibrary();
  const library = openTemporary(directory);
  const raw = new Database(file);
  raw.unsafeMode();
  raw.pragma('writable_schema = ON');
  raw.exec("UPDATE sqlite_schema SET rootpage = 3 WHERE name = 'personas'");
  raw.pragma('schema_version = 77');
  raw.close();
  expect(refusalOf(() => library.personas.save(persona({ goal: 'x' }))).code).toBe(
    'library-corrupt',
  );
  library.close();
  expect(readdirSync(directory)).toContain('library.holder.json');
  expect(refusalOf(() => openLibrary({ directory, log: silentLog })).code).toBe('library-corrupt');
});
