import Database from 'better-sqlite3';
import { StudioError, type ErrorCode, type ErrorData } from '../../contract/errors.ts';

const FULL: ErrorData = {
  code: 'disk-full',
  message: 'The disk is full: the library could not be written.',
  remedy: 'Free some space on the disk of the data directory and try again.',
};

const CORRUPT: ErrorData = {
  code: 'library-corrupt',
  message: 'The library file is damaged.',
  remedy:
    'Close Duologue and start it again: it sets the damaged file aside and names the last backup.',
};

const UNWRITABLE: ErrorData = {
  code: 'library-unwritable',
  message: 'The library could not be written.',
  remedy: 'Make the data directory writable, or choose another one with --data-dir.',
};

const BUSY: ErrorData = {
  code: 'library-locked',
  message: 'The library is in use by another program.',
  remedy: 'Close the other program and try again.',
};

const CONSTRAINTS: Record<string, ErrorData> = {
  SQLITE_CONSTRAINT_FOREIGNKEY: { code: 'not-found', message: 'There is no such conversation.' },
  SQLITE_CONSTRAINT_PRIMARYKEY: { code: 'conflict', message: 'This id is taken already.' },
  SQLITE_CONSTRAINT_UNIQUE: { code: 'conflict', message: 'This id is taken already.' },
};

/** First part of an extended SQLite result code (`SQLITE_IOERR_WRITE` → `IOERR`) → what it means here. */
const PRIMARY: Record<string, ErrorData> = {
  FULL,
  CORRUPT,
  NOTADB: CORRUPT,
  READONLY: UNWRITABLE,
  CANTOPEN: UNWRITABLE,
  IOERR: UNWRITABLE,
  PERM: UNWRITABLE,
  BUSY,
  LOCKED: BUSY,
  CONSTRAINT: { code: 'invalid-input', message: 'A value does not fit the library.' },
};

/** The extended result code of an SQLite error, for instance `SQLITE_BUSY`; null for any other value. */
export function sqliteCode(thrown: unknown): string | null {
  return thrown instanceof Database.SqliteError ? thrown.code : null;
}

/** A SQLite error as StudioError; every other value as it is. */
export function fromSqlite(thrown: unknown): unknown {
  const code = sqliteCode(thrown);
  if (code === null) return thrown;
  const known = CONSTRAINTS[code] ?? PRIMARY[code.split('_')[1] ?? ''];
  const data = known ?? { code: 'internal' as const, message: 'The library refused a statement.' };
  const reason = thrown instanceof Error ? thrown.message : code;
  return new StudioError({ ...data, details: { sqlite: code, reason } }, { cause: thrown });
}

/** The code of a StudioError, null for any other value. */
export function studioCode(thrown: unknown): ErrorCode | null {
  return thrown instanceof StudioError ? thrown.data.code : null;
}

/** A file system error about the data directory as StudioError. */
export function fromFileSystem(thrown: unknown, directory: string): StudioError {
  const { code = 'unknown', message } = thrown as NodeJS.ErrnoException;
  const details = { directory, reason: code };
  if (code === 'ENOSPC' || code === 'EDQUOT') return new StudioError({ ...FULL, details });
  const text = `The data directory ${directory} can't be written (${code}).`;
  const data = { ...UNWRITABLE, message: text, details: { ...details, error: message } };
  return new StudioError(data, { cause: thrown });
}
