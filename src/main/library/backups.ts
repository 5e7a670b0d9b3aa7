import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { fromSqlite } from './failures.ts';

const NAME = /^library-(\d{8}T\d{6}Z)-v\d+\.sqlite$/;

/** How many backups are kept. */
const KEPT = 5;

/** A time as it stands in file names: `20261123T104500Z`. */
export function fileStamp(now: Date): string {
  return now.toISOString().replace(/[-:]|\.\d+/g, '');
}

function timeOf(stamp: string): Date {
  const iso = stamp.replace(/(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/, '$1-$2-$3T$4:$5:$6Z');
  return new Date(iso);
}

function backupNames(directory: string): string[] {
  try {
    return readdirSync(directory)
      .filter((name) => NAME.test(name))
      .sort();
  } catch {
    return [];
  }
}

/** Path and time of the newest backup; null if there is none. */
export function lastBackup(directory: string): { path: string; at: Date } | null {
  const name = backupNames(directory).at(-1);
  const stamp = name ? NAME.exec(name)?.[1] : undefined;
  return name && stamp ? { path: join(directory, name), at: timeOf(stamp) } : null;
}

function flush(path: string): void {
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
}

function keep(directory: string, part: string, name: string): string {
  const path = join(directory, name);
  flush(part);
  renameSync(part, path);
  for (const old of backupNames(directory).slice(0, -KEPT)) rmSync(join(directory, old));
  return path;
}

function prepare(directory: string, version: number, now: Date): { part: string; name: string } {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const name = `library-${fileStamp(now)}-v${version}.sqlite`;
  const part = join(directory, `${name}.part`);
  const broken = readdirSync(directory).filter((left) => left.endsWith('.part'));
  for (const left of broken) rmSync(join(directory, left));
  return { part, name };
}

/** Copies the database at once, before it is migrated. Returns the backup's path. */
export function backUpNow(
  db: Database.Database,
  directory: string,
  version: number,
  now: Date,
): string {
  const { part, name } = prepare(directory, version, now);
  db.prepare('VACUUM INTO ?').run(part);
  return keep(directory, part, name);
}

/**
 * Copies the database in small steps while it goes on being used. Resolves to the backup's path;
 * null when the database was closed before the copy was whole.
 */
export async function backUpGently(
  db: Database.Database,
  directory: string,
  version: number,
  now: Date,
): Promise<string | null> {
  const { part, name } = prepare(directory, version, now);
  try {
    await db.backup(part);
    return keep(directory, part, name);
  } catch (thrown) {
    rmSync(part, { force: true });
    if (!db.open) return null;
    throw fromSqlite(thrown);
  }
}
