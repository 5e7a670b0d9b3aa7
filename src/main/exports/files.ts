import { mkdir, open, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { StudioError } from '../../contract/errors.ts';

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EROFS: 'the file system is read-only',
  ENOENT: 'no such file or directory',
  ENOTDIR: 'a part of the path is a file',
  EISDIR: 'it is a directory',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENAMETOOLONG: 'the name is too long',
};

function errorCode(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
}

/** A file-system failure as one sentence and a remedy. */
export function writeFailure(path: string, thrown: unknown): StudioError {
  if (thrown instanceof StudioError) return thrown;
  const code = errorCode(thrown);
  const reason = REASONS[code] ?? (thrown instanceof Error ? thrown.message : String(thrown));
  const full = code === 'ENOSPC' || code === 'EDQUOT';
  return new StudioError(
    {
      code: full ? 'disk-full' : 'invalid-input',
      message: `Cannot write to ${path}: ${reason}.`,
      remedy: full
        ? 'Make room, or choose another place.'
        : 'Choose a place that you can write to.',
      details: { path, errno: code },
    },
    { cause: thrown },
  );
}

function temporaryFor(path: string): string {
  return join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
}

/** Makes a file appear all at once: `fill` writes it under a temporary name beside it; then it is flushed. */
export async function replaceFile(
  path: string,
  fill: (temporary: string) => Promise<void>,
): Promise<void> {
  const temporary = temporaryFor(path);
  try {
    await fill(temporary);
    await flush(temporary);
    await rename(temporary, path);
  } catch (thrown) {
    throw writeFailure(path, thrown);
  } finally {
    await rm(temporary, { force: true });
  }
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Writes a text file; one that is there already is replaced only with `force`. */
export async function writeNew(path: string, text: string, force: boolean): Promise<void> {
  if (force) return replaceFile(path, (temporary) => writeFile(temporary, text));
  try {
    await writeFile(path, text, { flag: 'wx' });
  } catch (thrown) {
    throw errorCode(thrown) === 'EEXIST' ? taken(path) : writeFailure(path, thrown);
  }
}

function taken(path: string): StudioError {
  return new StudioError({
    code: 'conflict',
    message: `${path} is there already.`,
    remedy: 'Choose another name, or replace it with --force.',
  });
}

/**
 * Makes sure that a directory is there and can be written to, by writing to it.
 *
 * @returns the directories that it made for that, the outermost first
 */
export async function prepareDirectory(path: string): Promise<string[]> {
  const made: string[] = [];
  const probe = join(path, `.duologue.${process.pid}.tmp`);
  try {
    await makeDirectory(path, made);
    await writeFile(probe, '');
    await rm(probe);
    return made;
  } catch (thrown) {
    await removeEmpty(made);
    throw writeFailure(path, thrown);
  }
}

/** Takes back what `prepareDirectory` made, as far as nothing lies in it. */
export async function removeEmpty(made: readonly string[]): Promise<void> {
  for (const path of made.toReversed()) await rmdir(path).catch(() => undefined);
}

/** One by one: `recursive` tries for ever where a file system makes no folder (Linux: /proc). */
async function makeDirectory(path: string, made: string[], isAgain = false): Promise<void> {
  try {
    await mkdir(path);
    made.push(path);
  } catch (thrown) {
    const isThere = await stat(path).then(
      (found) => found.isDirectory(),
      () => false,
    );
    if (isThere) return;
    if (errorCode(thrown) !== 'ENOENT' || isAgain || dirname(path) === path) throw thrown;
    await makeDirectory(dirname(path), made);
    await makeDirectory(path, made, true);
  }
}
