import { readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataUsage } from '../../contract/settings.ts';

/** What SQLite keeps beside its file. */
const LIBRARY_FILES = ['library.sqlite', 'library.sqlite-wal', 'library.sqlite-shm'];
/** Folders that are measured at the same time. */
const AT_ONCE = 16;

/**
 * Bytes of a data directory by what they are used for. What isn't there counts nothing.
 *
 * @param trash ids of the conversations in the trash
 */
export async function dataUsage(directory: string, trash: readonly string[]): Promise<DataUsage> {
  const [recordings, backups, logs, ...library] = await Promise.all([
    sizesBelow(join(directory, 'recordings')),
    sizesBelow(join(directory, 'backups')),
    sizesBelow(join(directory, 'logs')),
    ...LIBRARY_FILES.map((name) => sizeOf(join(directory, name))),
  ]);
  const { bavail, bsize } = await statfs(directory);
  return {
    directory,
    recordings: total(recordings.values()),
    library: total(library),
    backups: total(backups.values()),
    logs: total(logs.values()),
    trash: total(trash.map((id) => recordings.get(id) ?? 0)),
    free: bavail * bsize,
  };
}

/** Bytes of each entry of a folder, by name; folders with all that is in them. */
async function sizesBelow(folder: string): Promise<Map<string, number>> {
  const names = await readdir(folder).catch(() => []);
  const sizes = new Map<string, number>();
  const waiting = names.values();
  const worker = async (): Promise<void> => {
    for (const name of waiting) sizes.set(name, await sizeOf(join(folder, name)));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return sizes;
}

/** Never follows a link out of the data directory: `stat` is asked of files only. */
async function sizeOf(path: string): Promise<number> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) return (await stat(path).catch(() => undefined))?.size ?? 0;
  let bytes = 0;
  for (const entry of entries) {
    if (entry.isFile() || entry.isDirectory()) bytes += await sizeOf(join(path, entry.name));
  }
  return bytes;
}

function total(bytes: Iterable<number>): number {
  let sum = 0;
  for (const each of bytes) sum += each;
  return sum;
}
