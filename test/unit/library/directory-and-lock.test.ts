import { fork, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openLibrary } from '../../../src/main/library/index.ts';
import { openTemporary, persona, refusalOf, silentLog, temporaryDirectory } from './helpers.ts';

const childPath = (name: string) => join(import.meta.dirname, 'children', name);

async function holdElsewhere(directory: string): Promise<ChildProcess> {
  const child = fork(childPath('hold-library.ts'), [directory], { execArgv: ['--expose-gc'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child, 'message');
  return child;
}

test('creates the data directory for its owner only', () => {
  const directory = join(temporaryDirectory(), 'deep', 'data');
  openTemporary(directory);
  expect(existsSync(join(directory, 'library.sqlite'))).toBe(true);
  expect(statSync(join(directory, 'recordings')).isDirectory()).toBe(true);
  if (process.platform !== 'win32') expect(statSync(directory).mode & 0o777).toBe(0o700);
});

test.runIf(process.platform !== 'win32')(
  'the database is for its owner only, in any folder',
  () => {
    const directory = temporaryDirectory();
    chmodSync(directory, 0o755);
    openTemporary(directory).personas.save(persona());
    for (const name of ['library.sqlite', 'library.sqlite-wal']) {
      expect(statSync(join(directory, name)).mode & 0o777).toBe(0o600);
    }
  },
);

test('what was saved is there after a reopening', () => {
  const directory = temporaryDirectory();
  const first = openTemporary(directory);
  first.personas.save(persona());
  first.close();
  first.close();
  expect(openTemporary(directory).personas.get('mara-vogel')).toEqual(persona());
});

test('a second host is told who holds the library and how to go on', async () => {
  const directory = temporaryDirectory();
  const child = await holdElsewhere(directory);
  const error = refusalOf(() => openLibrary({ directory, log: silentLog }));
  expect(error.code).toBe('library-locked');
  expect(error.message).toContain(`cli, process ${child.pid}, since 20`);
  expect(error.remedy).toContain('--data-dir');
  expect(error.details).toMatchObject({ pid: child.pid, host: 'cli' });
});

test('a second opening in the same process is refused too', () => {
  const directory = temporaryDirectory();
  openTemporary(directory);
  const error = refusalOf(() => openLibrary({ directory, log: silentLog }));
  expect(error.message).toContain(`test, process ${process.pid}`);
});

test('after kill −9 of the holder the library opens', async () => {
  const directory = temporaryDirectory();
  const child = await holdElsewhere(directory);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const library = openTemporary(directory);
  expect(library.readOnly).toBe(false);
});

test('a holder file that lies is not believed', () => {
  const directory = temporaryDirectory();
  const lie = { pid: 999_999_999, host: 'cli', since: '2026-01-01T00:00:00.000Z' };
  writeFileSync(join(directory, 'library.holder.json'), JSON.stringify(lie));
  expect(openTemporary(directory).readOnly).toBe(false);
});

function openAsNobody(directory: string): unknown {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [childPath('open-as-nobody.ts'), directory],
    { encoding: 'utf8', timeout: 50_000 },
  );
  if (stdout === '') throw new Error(`the child said nothing: ${stderr}`);
  return JSON.parse(stdout);
}

// On Windows an access list would be needed: directories have no read-only bit there.
test.runIf(process.platform !== 'win32').each([
  ['new', false],
  ['used', true],
])('a read-only directory (%s) is refused', (_name, used) => {
  const parent = temporaryDirectory();
  const directory = join(parent, 'data');
  mkdirSync(directory);
  if (used) openTemporary(directory).close();
  if (process.getuid?.() === 0)
    for (const path of [parent, directory]) chownSync(path, 65_534, 65_534);
  chmodSync(directory, 0o500);
  onTestFinished(() => chmodSync(directory, 0o700));
  const outcome = openAsNobody(directory);
  expect(outcome).toMatchObject({ code: 'library-unwritable' });
  expect(JSON.stringify(outcome)).toContain('--data-dir');
});

test('a file where the data directory should be is refused', () => {
  const path = join(temporaryDirectory(), 'file');
  writeFileSync(path, '');
  const error = refusalOf(() => openLibrary({ directory: path, log: silentLog }));
  expect(error.code).toBe('library-unwritable');
  expect(error.message).toContain(path);
});
