import type { Migration } from './migration.ts';

const versions = `
  CREATE TABLE document_versions (
    key INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    name TEXT NOT NULL,
    document TEXT NOT NULL CHECK (json_valid(document)),
    saved_at TEXT NOT NULL,
    sitting TEXT,
    UNIQUE (kind, id, version)
  ) STRICT`;

/** `revision` is from now on the version that stands. `anew`: it was deleted, then saved again. */
const standing = (table: string) => `
  ALTER TABLE ${table} ADD COLUMN standing TEXT NOT NULL DEFAULT 'live'
    CHECK (standing IN ('live', 'deleted', 'anew'))`;

const firstVersions = (table: string, kind: string) => `
  INSERT INTO document_versions (kind, id, version, name, document, saved_at)
  SELECT '${kind}', id, 1, name, document, updated_at FROM ${table}`;

/** Every version of personas and scenarios, and their deletion as something that can be undone. */
export const documentVersions: Migration = {
  version: 3,
  name: 'document-versions',
  statements: [
    versions,
    standing('personas'),
    standing('scenarios'),
    'UPDATE personas SET revision = 1',
    'UPDATE scenarios SET revision = 1',
    firstVersions('personas', 'persona'),
    firstVersions('scenarios', 'scenario'),
  ],
};
