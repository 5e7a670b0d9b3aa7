import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { toErrorData } from '../../contract/errors.ts';
import type { Library } from '../library/index.ts';
import type { Log } from '../log.ts';
import { peakPath } from '../recordings/peak-file.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Conversations that go in one transaction: with all their words and events, more would hold up the host. */
const AT_ONCE = 5;

type Shelf = Pick<Library, 'conversations' | 'recordings' | 'directory' | 'transaction'>;

/** Deletes a conversation for good, with its recordings. Throws `not-found`. */
export async function deleteForGood(library: Shelf, id: string): Promise<void> {
  await removeFiles(library, id, library.conversations.delete(id));
}

/** @param files relative to the data directory */
async function removeFiles(
  { directory }: Shelf,
  id: string,
  files: readonly string[],
): Promise<void> {
  for (const file of files) {
    const path = join(directory, file);
    for (const each of [path, peakPath(path)]) await rm(each, { force: true });
  }
  // Ids of ours are UUIDs; one that a foreign hand wrote must not lead out of the folder.
  if (!/^[\w-]+$/.test(id)) return;
  await rm(join(directory, 'recordings', id), { recursive: true, force: true });
}

/**
 * Files first: after a death in between it is still in the trash, and no sound lies about unknown.
 * @returns ids of those that still lay in the trash when it was their turn
 */
async function emptySome(library: Shelf, ids: readonly string[]): Promise<string[]> {
  const gone: string[] = [];
  for (const id of ids) {
    if (!library.conversations.isTrashed(id)) continue;
    const files = library.recordings.list(id).map(({ path }) => path);
    await removeFiles(library, id, files);
    gone.push(id);
  }
  library.transaction(() => {
    for (const id of gone) if (library.conversations.has(id)) library.conversations.delete(id);
  });
  return gone;
}

/**
 * Deletes what lies in the trash, a few at a time. What is taken out of it meanwhile stays. Throws what a
 * library that is only read refuses changes with, before a file is touched.
 *
 * @param before ISO 8601, UTC: only what was put there before
 * @param onDeleting awaited before those conversations go
 * @returns ids of what was deleted
 */
export async function emptyTrash(
  library: Shelf,
  before?: string,
  onDeleting: (ids: readonly string[]) => Promise<unknown> = async () => {},
): Promise<string[]> {
  const all = library.conversations.trashed(before);
  if (all.length > 0) library.transaction(() => undefined);
  const deleted: string[] = [];
  for (let at = 0; at < all.length; at += AT_ONCE) {
    const batch = all.slice(at, at + AT_ONCE);
    await onDeleting(batch);
    deleted.push(...(await emptySome(library, batch)));
    await setImmediate();
  }
  return deleted;
}

export interface PurgeOptions {
  /** See `Settings.trashDays`; 0: for ever. */
  trashDays: number;
  now: Date;
  log: Log;
}

/**
 * Deletes what lies in the trash for longer than the settings say: called when the studio starts. Never
 * rejects: what can't be deleted now is tried again at the next start.
 */
export async function purgeTrash(library: Library, options: PurgeOptions): Promise<void> {
  const { trashDays, now, log } = options;
  if (library.readOnly || trashDays === 0) return;
  try {
    const before = new Date(now.getTime() - trashDays * DAY_MS).toISOString();
    const deleted = await emptyTrash(library, before);
    if (deleted.length > 0) log.info({ deleted: deleted.length, trashDays }, 'trash purged');
  } catch (thrown) {
    log.warn({ error: toErrorData(thrown) }, 'trash not purged');
  }
}
