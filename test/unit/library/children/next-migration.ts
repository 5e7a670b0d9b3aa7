import { MIGRATIONS } from '../../../../src/main/library/migrations/index.ts';
import type { Migration } from '../../../../src/main/library/migrations/migration.ts';

/** What a later release may do: rebuild a table that others refer to, and fill a new column. */
export const nextMigration: Migration = {
  version: MIGRATIONS.length + 1,
  name: 'rebuild-conversations',
  statements: [
    `CREATE TABLE rebuilt (id TEXT PRIMARY KEY, title TEXT NOT NULL, shout TEXT NOT NULL) STRICT`,
    `INSERT INTO rebuilt SELECT id, title, upper(title) FROM conversations`,
    `DROP TABLE conversations`,
    `ALTER TABLE rebuilt RENAME TO conversations`,
    `UPDATE turns SET text = text || '!'`,
  ],
};
