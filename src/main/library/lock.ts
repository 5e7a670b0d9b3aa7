import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { StudioError } from '../../contract/errors.ts';
import type { LibraryPaths } from './directory.ts';
import { fromFileSystem, fromSqlite, sqliteCode } from './failures.ts';

/** How long a new host waits for one that is just leaving, in ms. */
const WAIT_MS = 500;

const holderSchema = z.object({
  pid: z.number().int(),
  /** Which front door: `cli`, `web`, `electron`. */
  host: z.string(),
  /** ISO 8601, UTC. */
  since: z.string(),
});
/** Who writes in a library. */
export type Holder = z.infer<typeof holderSchema>;

export interface Lock {
  /** The holder before this one died without closing the library, or found it damaged. */
  afterCrash: boolean;
  /** `sound: false`: whoever takes the lock next finds `afterCrash`. */
  release(state: { sound: boolean }): void;
}

/** The locks of this process. A connection that nobody refers to is collected, and its lock with it. */
const held = new Set<Database.Database>();

/** Who holds the library, as far as is written; null if nobody does or it can't be read. */
function readHolder(path: string): Holder | null {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function lockedError({ directory, holder: path }: LibraryPaths): StudioError {
  const written = readHolder(path);
  const holder = written && isAlive(written.pid) ? written : null;
  const who = holder
    ? `${holder.host}, process ${holder.pid}, since ${holder.since}`
    : 'it is just starting';
  return new StudioError({
    code: 'library-locked',
    message: `Another Duologue works with the data directory ${directory} (${who}).`,
    remedy: 'Use or close that one, or give this one a data directory of its own with --data-dir.',
    details: { directory, ...holder },
  });
}

function writeHolder(path: string, holder: Holder): void {
  const temporary = `${path}.part`;
  writeFileSync(temporary, JSON.stringify(holder), { mode: 0o600 });
  renameSync(temporary, path);
}

/**
 * Takes the library for this process, or throws `library-locked` within a second.
 *
 * The lock is SQLite's own lock on an empty file: the operating system drops it when the process
 * ends, in whatever way, so there is no stale lock to guess about. Nothing else may open that file:
 * on POSIX, closing any other descriptor of it would drop the lock.
 */
export function takeLock(paths: LibraryPaths, holder: Holder): Lock {
  let db: Database.Database | undefined;
  try {
    db = new Database(paths.lock, { timeout: WAIT_MS });
    db.pragma('journal_mode = MEMORY');
    db.exec('BEGIN EXCLUSIVE');
  } catch (thrown) {
    db?.close();
    throw sqliteCode(thrown) === 'SQLITE_BUSY' ? lockedError(paths) : fromSqlite(thrown);
  }
  const locked = db;
  try {
    const afterCrash = readHolder(paths.holder) !== null;
    writeHolder(paths.holder, holder);
    held.add(locked);
    return {
      afterCrash,
      release: ({ sound }) => {
        if (sound) rmSync(paths.holder, { force: true });
        held.delete(locked);
        locked.close();
      },
    };
  } catch (thrown) {
    locked.close();
    throw fromFileSystem(thrown, paths.directory);
  }
}
