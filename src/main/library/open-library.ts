import { resolve } from 'node:path';
import type Database from 'better-sqlite3';
import type { Logger } from 'pino';
import { backUpGently, lastBackup } from './backups.ts';
import { libraryPaths, prepareDirectory, type LibraryPaths } from './directory.ts';
import { storesOf, type Library } from './library.ts';
import { takeLock, type Lock } from './lock.ts';
import { schemaVersion } from './migrate.ts';
import { openDatabase, type OpenDatabase } from './open-database.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

export interface LibraryOptions {
  /** The data directory; created when missing. */
  directory: string;
  log: Pick<Logger, 'info' | 'warn'>;
  /** Which front door holds the library, for the message to a second one: `cli`, `web`, `electron`. */
  host?: string;
  /** Wall clock; for tests. */
  now?: () => Date;
}

async function backUpWhenDue(
  db: Database.Database,
  paths: LibraryPaths,
  now: Date,
): Promise<string | null> {
  const last = lastBackup(paths.backups);
  if (last && now.getTime() - last.at.getTime() < DAY_MS) return null;
  return backUpGently(db, paths.backups, schemaVersion(db), now);
}

function closer(close: () => void): () => void {
  let open = true;
  return () => {
    if (open) close();
    open = false;
  };
}

function openLocked(lock: Lock, paths: LibraryPaths, options: Required<LibraryOptions>): Library {
  const { log, now } = options;
  const opened: OpenDatabase = openDatabase({ paths, log, now, afterCrash: lock.afterCrash });
  const { db, readOnlyBecause, notices } = opened;
  const readOnly = readOnlyBecause !== null;
  let sound = true;
  const onDamage = () => {
    sound = false;
  };
  log.info({ directory: paths.directory, schema: schemaVersion(db), readOnly }, 'library open');
  return {
    ...storesOf(db, { now, readOnlyBecause, onDamage }),
    directory: paths.directory,
    notices,
    backUpWhenDue: async () => (readOnly ? null : backUpWhenDue(db, paths, now())),
    close: closer(() => {
      db.close();
      lock.release({ sound });
      log.info('library closed');
    }),
  };
}

/**
 * Opens the library of a data directory for this process alone, within seconds. Throws StudioError:
 * `library-locked` (another host has it; says which), `library-unwritable`, `library-corrupt` (the
 * file was renamed; says how, and which backup there is), `disk-full`, `conflict` (the database is
 * of another program). A library of a newer Duologue opens with `readOnly` and a notice.
 */
export function openLibrary(options: LibraryOptions): Library {
  const { host = 'duologue', now = () => new Date() } = options;
  const paths = libraryPaths(resolve(options.directory));
  prepareDirectory(paths);
  const lock = takeLock(paths, { pid: process.pid, host, since: now().toISOString() });
  try {
    return openLocked(lock, paths, { ...options, host, now });
  } catch (thrown) {
    lock.release({ sound: true });
    throw thrown;
  }
}
