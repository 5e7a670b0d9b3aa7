import { existsSync, readdirSync, renameSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type Database from 'better-sqlite3';
import { StudioError, type ErrorData } from '../../contract/errors.ts';
import { fileStamp, lastBackup } from './backups.ts';
import type { LibraryPaths } from './directory.ts';

/** SQLite's own look at every page of the file; null when it finds nothing wrong. */
export function findDamage(db: Database.Database): string | null {
  const verdict = String(db.pragma('quick_check(1)', { simple: true }));
  return verdict === 'ok' ? null : verdict;
}

/** A library that lost all its bytes: empty, although there are recordings or backups of it. */
export function isEmptied({ database, recordings, backups }: LibraryPaths): boolean {
  if (!existsSync(database) || statSync(database).size > 0) return false;
  return readdirSync(recordings).length > 0 || lastBackup(backups) !== null;
}

/** Renames the database with its write-ahead log. Returns the new path; nothing is overwritten. */
export function setAside({ database }: LibraryPaths, word: string, now: Date): string {
  const stem = `${database.replace(/\.sqlite$/, '')}.${word}-${fileStamp(now)}`;
  let aside = `${stem}.sqlite`;
  for (let next = 2; existsSync(aside); next += 1) aside = `${stem}-${next}.sqlite`;
  for (const suffix of ['-wal', '-shm', '']) {
    if (existsSync(database + suffix)) renameSync(database + suffix, aside + suffix);
  }
  return aside;
}

/** The newest damaged library that was set aside; null if there is none. */
function lastSetAside({ directory, database }: LibraryPaths): string | null {
  const stem = basename(database, '.sqlite');
  const names = readdirSync(directory).filter(
    (name) => name.startsWith(`${stem}.damaged-`) && name.endsWith('.sqlite'),
  );
  return names.sort().at(-1) ?? null;
}

function backupSentence(paths: LibraryPaths): string {
  const backup = lastBackup(paths.backups);
  if (!backup) return 'There is no backup of it.';
  return `The last backup is ${backup.path} (${backup.at.toISOString()}).`;
}

/** The error for a damaged library that now stands at `aside`. */
export function corruptError(paths: LibraryPaths, aside: string, reason: string): StudioError {
  const backup = lastBackup(paths.backups)?.path ?? null;
  return new StudioError({
    code: 'library-corrupt',
    message: `The library was damaged and is set aside as ${aside}. ${backupSentence(paths)}`,
    remedy: backup
      ? `Copy the backup to ${paths.database} to go on with it, or start again with an empty library. The recordings are untouched.`
      : 'Start again: Duologue then begins an empty library. The recordings are untouched.',
    details: { setAside: aside, backup, reason },
  });
}

/** What a newly begun library says when an earlier one stands aside; null if none does. */
export function setAsideNotice(paths: LibraryPaths): ErrorData | null {
  const aside = lastSetAside(paths);
  if (aside === null) return null;
  const where = dirname(paths.database);
  return {
    code: 'library-corrupt',
    message: `This library is new: an earlier one was damaged and stands aside as ${aside} in ${where}. ${backupSentence(paths)}`,
    remedy: `To go back to a backup, close Duologue and copy it to ${paths.database}.`,
    details: { setAside: aside, backup: lastBackup(paths.backups)?.path ?? null },
  };
}
