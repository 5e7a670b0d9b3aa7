import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { backUpNow } from '../../../src/main/library/backups.ts';
import { storesOf } from '../../../src/main/library/library.ts';
import { migrate, schemaVersion } from '../../../src/main/library/migrate.ts';
import { MIGRATIONS } from '../../../src/main/library/migrations/index.ts';
import { configure } from '../../../src/main/library/open-database.ts';
import { nextMigration } from './children/next-migration.ts';
import { writeFirstRelease } from './first-release.ts';
import { conversation, openTemporary, persona, temporaryDirectory, turn } from './helpers.ts';

const NEWEST = MIGRATIONS.length;
const NEXT = NEWEST + 1;
const MORE = [...MIGRATIONS, nextMigration];
const noBackup = () => undefined;
const now = () => new Date('2026-11-23T10:00:00Z');

function openMigrated(path: string): Database.Database {
  const db = new Database(path);
  configure(db);
  migrate(db, { migrations: MIGRATIONS, backUp: noBackup });
  return db;
}

function fill(db: Database.Database): void {
  const stores = storesOf(db, { now });
  stores.conversations.insert(conversation({ turns: [turn(0, 'hello there'), turn(1, 'hi')] }));
}

test('numbers run from 1 without holes', () => {
  expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, index) => index + 1));
});

test('a new database gets every migration, an up-to-date one none', () => {
  const db = new Database(':memory:');
  const options = { migrations: MIGRATIONS, backUp: noBackup };
  expect(migrate(db, options)).toEqual(MIGRATIONS.map(({ version }) => version));
  expect(migrate(db, options)).toEqual([]);
  expect(schemaVersion(db)).toBe(MIGRATIONS.length);
});

test('every table is STRICT', () => {
  const db = openMigrated(':memory:');
  const tables = db.pragma('table_list') as { name: string; type: string; strict: number }[];
  const own = tables.filter(({ name, type }) => type === 'table' && !name.startsWith('sqlite_'));
  expect(own.length).toBeGreaterThanOrEqual(8);
  expect(own.filter(({ strict }) => strict === 0)).toEqual([]);
});

test('a table that others refer to can be rebuilt; references and index stay', () => {
  const db = openMigrated(':memory:');
  fill(db);
  migrate(db, { migrations: MORE, backUp: noBackup });
  expect(db.prepare('SELECT shout FROM conversations').pluck().all()).toEqual(['LATE PARCEL']);
  expect(db.prepare('SELECT count(*) FROM turns').pluck().get()).toBe(2);
  expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
  db.exec(`INSERT INTO turns_index (turns_index, rank) VALUES ('integrity-check', 1)`);
});

test('an existing database is backed up before, with its content', () => {
  const directory = temporaryDirectory();
  const db = openMigrated(join(directory, 'library.sqlite'));
  fill(db);
  const backUp = (from: number) => void backUpNow(db, join(directory, 'backups'), from, now());
  migrate(db, { migrations: MORE, backUp });
  db.close();
  const names = readdirSync(join(directory, 'backups'));
  expect(names).toEqual([`library-20261123T100000Z-v${NEWEST}.sqlite`]);
  const copy = new Database(join(directory, 'backups', names[0] ?? ''), { readonly: true });
  expect(schemaVersion(copy)).toBe(NEWEST);
  expect(copy.prepare('SELECT text FROM turns ORDER BY key').pluck().all()).toEqual([
    'hello there',
    'hi',
  ]);
  copy.close();
});

test('a failing migration leaves the old schema', () => {
  const db = openMigrated(':memory:');
  fill(db);
  const statements = [...nextMigration.statements, 'SELECT nonsense'];
  const broken = { ...nextMigration, statements };
  expect(() => migrate(db, { migrations: [...MIGRATIONS, broken], backUp: noBackup })).toThrow();
  expect(schemaVersion(db)).toBe(NEWEST);
  expect(storesOf(db, { now }).conversations.get('conversation-1').turns).toHaveLength(2);
});

test('a library of the first release is brought along with all that is in it', () => {
  const directory = temporaryDirectory();
  writeFirstRelease(join(directory, 'library.sqlite'));
  const library = openTemporary(directory);
  const { conversations, personas, scenarios } = library;
  expect(readdirSync(join(directory, 'backups'))).toEqual([
    expect.stringMatching(/^library-.*-v1.sqlite$/),
  ]);
  const { items } = conversations.list({ limit: 10, offset: 0 });
  expect(items.map(({ id }) => id)).toEqual(['old-2', 'old-1']);
  expect(items[1]).toEqual({
    ...{ id: 'old-1', title: 'Call old-1', status: 'completed', endReason: 'goodbye' },
    ...{ createdAt: '2026-10-01T10:00:00.000Z', trashedAt: null, durationMs: 4000, tags: [] },
    ...{ scenarioId: 'late-parcel', personaIds: { a: 'mara-vogel', b: 'tom-lindner' } },
    ...{ providers: { a: 'rehearsal', b: 'openai' }, turnCount: 2, gapMedianMs: 250, overlapMs: 0 },
    ...{ speakers: { a: 'Mara Vogel', b: 'Tom Lindner' }, interruptions: 1 },
    // Drawn when it is looked at.
    miniature: '2'.repeat(15) + '0'.repeat(15) + '1'.repeat(15) + '0'.repeat(15),
  });
  expect(items[0]).toMatchObject({ turnCount: 0, gapMedianMs: null, interruptions: null });
  expect(conversations.get('old-1')).toMatchObject({
    ...{ notes: '', tags: [], endMessage: 'Bye.', metrics: { turnCount: 2 } },
    turns: [{ id: 't0', words: [{ text: 'about' }] }, { id: 't1' }],
  });
  expect(conversations.get('old-2').error).toMatchObject({ code: 'timeout' });
  expect(library.events.list('old-1')).toHaveLength(1);
  expect([...library.search('parcel', 5)].flat()).toHaveLength(2);
  expect(conversations.hadAny()).toBe(true);
  expect(personas.get('mara-vogel')).toEqual(persona());
  expect(personas.versions('mara-vogel')).toEqual([
    { version: 1, savedAt: '2026-10-03T10:00:00.000Z', name: 'Mara Vogel' },
  ]);
  expect(scenarios.facts()).toMatchObject([{ id: 'late-parcel', version: 1, conversations: 2 }]);
  conversations.delete('old-1');
  expect([...library.search('parcel', 5)].flat()).toEqual([]);
});

const CHILD = join(import.meta.dirname, 'children', 'migrate-and-die.ts');

async function dieAfter(path: string, statements: number): Promise<string | null> {
  const child = spawn(process.execPath, [CHILD, path, String(statements)], { stdio: 'ignore' });
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  return signal;
}

/** What a dead process left: a whole schema of some version, and a sound file. */
function inspect(path: string): number {
  const db = new Database(path);
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  const version = schemaVersion(db);
  const tables = db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() as number;
  expect(tables > 0).toBe(version > 0);
  if (version > 0) {
    db.exec(`INSERT INTO turns_index (turns_index, rank) VALUES ('integrity-check', 1)`);
    expect(columns(db).includes('shout')).toBe(version === NEXT);
  }
  db.close();
  return version;
}

function columns(db: Database.Database): string[] {
  return (db.pragma('table_info(conversations)') as { name: string }[]).map(({ name }) => name);
}

/** Every place between two statements, up to the run that outlives its migrations. */
async function killEverywhere(
  prepare: (path: string) => void,
  directory = temporaryDirectory(),
): Promise<number[]> {
  const versions: number[] = [];
  for (let statement = 0; ; statement += 2) {
    const paths = [statement, statement + 1].map((at) => join(directory, `${at}.sqlite`));
    paths.forEach(prepare);
    const signals = await Promise.all(paths.map((path, at) => dieAfter(path, statement + at)));
    versions.push(...paths.map(inspect));
    if (signals.includes(null)) return versions;
  }
}

test(
  'kill −9 between any two statements leaves old or new, never between',
  { timeout: 120_000 },
  async () => {
    const fresh = await killEverywhere(() => undefined);
    expect(new Set(fresh)).toEqual(new Set([0, ...MIGRATIONS.map(({ version }) => version), NEXT]));
    expect(fresh).toEqual(fresh.toSorted((one, other) => one - other));
  },
);

test(
  'kill −9 in a migration of a library with content keeps the content',
  { timeout: 120_000 },
  async () => {
    const used = await killEverywhere((path) => {
      const db = openMigrated(path);
      fill(db);
      db.close();
    });
    expect(new Set(used)).toEqual(new Set([NEWEST, NEXT]));
  },
);

test(
  'kill −9 in the migrations of a library of the first release keeps the content',
  { timeout: 120_000 },
  async () => {
    const directory = temporaryDirectory();
    const seen = await killEverywhere(writeFirstRelease, directory);
    expect(new Set(seen)).toEqual(new Set([...MIGRATIONS.map(({ version }) => version), NEXT]));
    for (const name of readdirSync(directory).filter((file) => file.endsWith('.sqlite'))) {
      const db = new Database(join(directory, name));
      migrate(db, { migrations: MIGRATIONS, backUp: noBackup });
      expect(db.prepare('SELECT id FROM conversations ORDER BY id').pluck().all()).toEqual([
        'old-1',
        'old-2',
      ]);
      db.close();
    }
  },
);
