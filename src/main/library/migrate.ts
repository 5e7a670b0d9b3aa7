import type Database from 'better-sqlite3';
import type { Migration } from './migrations/migration.ts';

/** “DUOL”: tells a library of ours from another program's database. */
export const APPLICATION_ID = 0x44554f4c;

/** The schema number of a database: 0 when new. */
export function schemaVersion(db: Database.Database): number {
  return Number(db.pragma('user_version', { simple: true }));
}

export interface MigrateOptions {
  migrations: readonly Migration[];
  /** Called once, before the first change, if the database holds a schema already. */
  backUp: (from: number) => void;
  /** Called after each statement; for tests of a death between two of them. */
  onStatement?: () => void;
}

function apply(db: Database.Database, migration: Migration, onStatement: () => void): void {
  for (const statement of migration.statements) {
    db.exec(statement);
    onStatement();
  }
  const orphans = db.pragma('foreign_key_check') as unknown[];
  if (orphans.length > 0) throw new Error(`migration ${migration.name} left orphaned rows`);
  db.pragma(`application_id = ${APPLICATION_ID}`);
  db.pragma(`user_version = ${migration.version}`);
  onStatement();
}

/**
 * Brings a database up to the newest schema: one transaction for each migration, so that a death
 * at any moment leaves the schema before or after it, never between. Returns the versions applied.
 */
export function migrate(db: Database.Database, options: MigrateOptions): number[] {
  const { migrations, backUp, onStatement = () => undefined } = options;
  const from = schemaVersion(db);
  const due = migrations.filter(({ version }) => version > from);
  if (due.length === 0) return [];
  if (from > 0) backUp(from);
  // A table is rebuilt by dropping the old one: that must not cascade (https://www.sqlite.org/lang_altertable.html, 7).
  db.pragma('foreign_keys = OFF');
  try {
    for (const migration of due) {
      db.transaction(() => apply(db, migration, onStatement)).immediate();
      onStatement();
    }
  } finally {
    db.pragma('foreign_keys = ON');
  }
  return due.map(({ version }) => version);
}
