import { closeSync, existsSync, openSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { Logger } from 'pino';
import { StudioError, type ErrorData } from '../../contract/errors.ts';
import { backUpNow } from './backups.ts';
import { corruptError, findDamage, isEmptied, setAside, setAsideNotice } from './damage.ts';
import type { LibraryPaths } from './directory.ts';
import { fromFileSystem, fromSqlite, studioCode } from './failures.ts';
import { APPLICATION_ID, migrate, schemaVersion } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';

/** How long a statement waits for another program that has the file open, in ms. */
const BUSY_MS = 5_000;

/** Larger files (bytes) are looked through only after a crash or damage: a look takes 4 ms per MB. */
const ALWAYS_CHECKED = 64 * 1024 * 1024;

const NEWEST = MIGRATIONS.at(-1)?.version ?? 0;

/** A database that is ready for use. */
export interface OpenDatabase {
  db: Database.Database;
  /** Set: no change is possible, for this reason. */
  readOnlyBecause: ErrorData | null;
  notices: ErrorData[];
}

export interface OpenDatabaseOptions {
  paths: LibraryPaths;
  log: Pick<Logger, 'info' | 'warn'>;
  now: () => Date;
  /** The last host died: look through the file whatever its size. */
  afterCrash: boolean;
}

function newerError(directory: string, version: number): ErrorData {
  return {
    code: 'library-newer',
    message: `The library in ${directory} was written by a newer Duologue (schema ${version}, this one knows ${NEWEST}). It is open for reading only.`,
    remedy: 'Update Duologue, or use another data directory with --data-dir.',
    details: { directory, found: version, known: NEWEST },
  };
}

function foreignError(path: string): StudioError {
  return new StudioError({
    code: 'conflict',
    message: `${path} is the database of another program. It was not touched.`,
    remedy: 'Move it away, or choose another data directory with --data-dir.',
  });
}

function refuseForeign(db: Database.Database, path: string): void {
  const tables = db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get();
  if (tables === 0) return;
  if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID) throw foreignError(path);
}

/** Durable at once, safe against a power cut: https://www.sqlite.org/pragma.html#pragma_synchronous */
export function configure(db: Database.Database): void {
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('trusted_schema = OFF');
}

function checkForDamage(db: Database.Database, { paths, afterCrash }: OpenDatabaseOptions): void {
  if (!afterCrash && statSync(paths.database).size > ALWAYS_CHECKED) return;
  const damage = findDamage(db);
  if (damage !== null) throw new StudioError({ code: 'library-corrupt', message: damage });
}

function bringUp(db: Database.Database, options: OpenDatabaseOptions): ErrorData[] {
  const { paths, log, now } = options;
  checkForDamage(db, options);
  refuseForeign(db, paths.database);
  const begun = schemaVersion(db) === 0;
  configure(db);
  const backUp = (from: number) => {
    const path = backUpNow(db, paths.backups, from, now());
    log.info({ path, schema: from }, 'library backed up before its migration');
  };
  const applied = migrate(db, { migrations: MIGRATIONS, backUp });
  if (applied.length > 0) log.info({ applied }, 'library migrated');
  const notice = begun ? setAsideNotice(paths) : null;
  return notice ? [notice] : [];
}

function openReadOnly(paths: LibraryPaths, version: number): OpenDatabase {
  const db = new Database(paths.database, { readonly: true, timeout: BUSY_MS });
  const reason = newerError(paths.directory, version);
  return { db, readOnlyBecause: reason, notices: [reason] };
}

/** For its owner only, as are then the files that SQLite puts beside it. SQLite would go by the umask. */
function createFile({ database, directory }: LibraryPaths): void {
  try {
    closeSync(openSync(database, 'a', 0o600));
  } catch (thrown) {
    throw fromFileSystem(thrown, directory);
  }
}

function openWhole(options: OpenDatabaseOptions): OpenDatabase {
  const { paths } = options;
  const db = new Database(paths.database, { timeout: BUSY_MS });
  try {
    const version = schemaVersion(db);
    if (version <= NEWEST) return { db, readOnlyBecause: null, notices: bringUp(db, options) };
    db.close();
    return openReadOnly(paths, version);
  } catch (thrown) {
    db.close();
    throw fromSqlite(thrown);
  }
}

/** Sets the damaged database aside. Returns the error that says so. */
function retire({ paths, log, now }: OpenDatabaseOptions, reason: string): StudioError {
  const aside = setAside(paths, 'damaged', now());
  log.warn({ aside, reason }, 'library damaged and set aside');
  return corruptError(paths, aside, reason);
}

/**
 * Opens the database of a data directory whose lock is held. A damaged one is renamed and
 * `library-corrupt` is thrown; one of a newer Duologue is opened for reading.
 */
export function openDatabase(options: OpenDatabaseOptions): OpenDatabase {
  const { paths } = options;
  if (!existsSync(paths.database)) createFile(paths);
  else if (isEmptied(paths)) throw retire(options, 'the file is empty');
  try {
    return openWhole(options);
  } catch (thrown) {
    if (studioCode(thrown) !== 'library-corrupt') throw thrown;
    throw retire(options, thrown instanceof Error ? thrown.message : String(thrown));
  }
}
