import type { Migration } from './migration.ts';

const egresses = `
  CREATE TABLE egresses (
    conversation_id TEXT PRIMARY KEY REFERENCES conversations (id) ON DELETE CASCADE,
    egress TEXT NOT NULL CHECK (json_valid(egress))
  ) STRICT`;

/** Pauses inside turns, and what LiveKit's egress service recorded. */
export const trueData: Migration = {
  version: 4,
  name: 'true-data',
  statements: [
    "ALTER TABLE turns ADD COLUMN segments TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(segments))",
    egresses,
  ],
};
