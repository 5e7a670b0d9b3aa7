import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import envPaths from 'env-paths';
import { lock } from 'proper-lockfile';
import { serverFileName } from './server-release.ts';

const POLL_MS = 500;
const WORKSHOP = 'making-';
/** The lock is refreshed every third of this; one that is older belongs to a process that died. */
const LOCK_STALE_MS = 15_000;

/** The user-wide cache: on Linux ~/.cache/duologue (or below XDG_CACHE_HOME). */
export function userCache(): string {
  return envPaths('duologue', { suffix: '' }).cache;
}

/** The folder of one version in the cache. */
export function cacheFolder(cacheDirectory: string, version: string): string {
  return path.join(cacheDirectory, 'livekit-server', version);
}

/** Where the executable of that version lies once it is installed. */
export function cachedBinary(cacheDirectory: string, version: string): string {
  return path.join(cacheFolder(cacheDirectory, version), serverFileName());
}

/**
 * Runs `work` while no other process installs the same version.
 * @param onWait called each time that another process is found at it
 */
export async function whileLocked<T>(
  folder: string,
  { signal, onWait }: { signal?: AbortSignal | undefined; onWait: () => void },
  work: () => Promise<T>,
): Promise<T> {
  await mkdir(folder, { recursive: true });
  let release = await tryLock(folder);
  while (!release) {
    onWait();
    await wait(POLL_MS, undefined, { signal });
    release = await tryLock(folder);
  }
  try {
    return await work();
  } finally {
    // Releasing a lost lock fails; what the work came to stands all the same.
    await release().catch(() => undefined);
  }
}

async function tryLock(folder: string): Promise<(() => Promise<void>) | undefined> {
  try {
    // A lock that is lost (a machine that slept) costs double work only: the install is a rename.
    return await lock(folder, { stale: LOCK_STALE_MS, onCompromised: () => undefined });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ELOCKED') return undefined;
    throw error;
  }
}

/**
 * Gives `work` a folder of its own beside `folder`'s contents (same file system), removed afterwards.
 * To be called under the lock: other workshops are then leftovers of processes that died.
 */
export async function inWorkshop<T>(
  folder: string,
  work: (workshop: string) => Promise<T>,
): Promise<T> {
  for (const name of await readdir(folder)) {
    if (name.startsWith(WORKSHOP)) await remove(path.join(folder, name));
  }
  const workshop = await mkdtemp(path.join(folder, WORKSHOP));
  try {
    return await work(workshop);
  } finally {
    await remove(workshop);
  }
}

const remove = (folder: string) => rm(folder, { recursive: true, force: true });
