import { randomBytes } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { renameSync } from 'node:fs';
import { StudioError } from '../../contract/errors.ts';

/**
 * Replaces a small file of the data directory all at once: written beside it for its owner only, flushed,
 * renamed.
 *
 * @param commit does the renaming, so that what belongs to it can happen at the same moment; when it throws
 *   before that, the old file stays.
 * @throws StudioError `disk-full` or `library-unwritable`; never with anything of the text in it.
 */
export async function writeWhole(
  path: string,
  text: string,
  commit: (rename: () => void) => void = (rename) => rename(),
): Promise<void> {
  const temporary = `${path}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`;
  try {
    await writeFlushed(temporary, text);
    commit(() => renameSync(temporary, path));
  } catch (thrown) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw thrown instanceof StudioError ? thrown : unwritable(path, thrown);
  }
}

async function writeFlushed(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

function unwritable(path: string, thrown: unknown): StudioError {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'unknown';
  const full = code === 'ENOSPC' || code === 'EDQUOT';
  return new StudioError({
    code: full ? 'disk-full' : 'library-unwritable',
    message: `${path} can't be written${full ? ': the disk is full' : ` (${code})`}.`,
    remedy: full ? 'Make room and try again.' : 'Check the permissions of the data directory.',
    details: { path, errno: code },
  });
}
