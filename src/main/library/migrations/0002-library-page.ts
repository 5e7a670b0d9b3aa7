import type { Migration } from './migration.ts';

/*
 * What the library page asks of every conversation stands in short rows, so that a walk through all of
 * them stays in the page cache. Long texts (the frozen configuration, notes) have a table of their own.
 */

const conversations = `
  CREATE TABLE rebuilt_conversations (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    status TEXT NOT NULL,
    end_reason TEXT,
    created_at TEXT NOT NULL,
    ended_at TEXT,
    trashed_at TEXT,
    duration_ms REAL NOT NULL,
    scenario_id TEXT NOT NULL,
    persona_a TEXT NOT NULL,
    persona_b TEXT NOT NULL,
    provider_a TEXT NOT NULL,
    provider_b TEXT NOT NULL,
    speaker_a TEXT NOT NULL,
    speaker_b TEXT NOT NULL,
    turn_count INTEGER NOT NULL DEFAULT 0,
    gap_median_ms REAL,
    overlap_ms REAL,
    interruptions INTEGER,
    miniature TEXT,
    end_message TEXT,
    error TEXT CHECK (error IS NULL OR json_valid(error))
  ) STRICT`;

const rebuild = `
  INSERT INTO rebuilt_conversations
  SELECT c.id, c.title, c.status, c.end_reason, c.created_at, c.ended_at, NULL, c.duration_ms,
    c.scenario_id,
    coalesce(c.config ->> '$.personas.a.id', ''), coalesce(c.config ->> '$.personas.b.id', ''),
    coalesce(c.config ->> '$.stages.a.llm.provider', 'rehearsal'),
    coalesce(c.config ->> '$.stages.b.llm.provider', 'rehearsal'),
    c.speaker_a, c.speaker_b,
    (SELECT count(*) FROM turns WHERE turns.conversation_id = c.id),
    m.gap_median_ms, m.overlap_ms, m.interruptions, NULL, c.end_message, c.error
  FROM conversations c LEFT JOIN metrics m ON m.conversation_id = c.id
  ORDER BY c.rowid`;

const details = `
  CREATE TABLE conversation_details (
    conversation_id TEXT PRIMARY KEY REFERENCES conversations (id) ON DELETE CASCADE,
    config TEXT NOT NULL CHECK (json_valid(config)),
    notes TEXT NOT NULL DEFAULT ''
  ) STRICT`;

const tags = `
  CREATE TABLE conversation_tags (
    conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (conversation_id, tag)
  ) STRICT, WITHOUT ROWID`;

/** What happened once in this library and is never undone. */
const milestones = `
  CREATE TABLE milestones (
    name TEXT PRIMARY KEY,
    reached_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID`;

/** Tags, notes, the trash, and everything by which the list is filtered and sorted. */
export const libraryPage: Migration = {
  version: 2,
  name: 'library-page',
  statements: [
    conversations,
    rebuild,
    details,
    "INSERT INTO conversation_details SELECT id, config, '' FROM conversations ORDER BY rowid",
    'DROP TABLE conversations',
    'ALTER TABLE rebuilt_conversations RENAME TO conversations',
    'CREATE INDEX conversations_by_time ON conversations (created_at DESC, id)',
    'CREATE INDEX conversations_by_status ON conversations (status)',
    'CREATE INDEX conversations_in_trash ON conversations (trashed_at) WHERE trashed_at IS NOT NULL',
    tags,
    'CREATE INDEX conversation_tags_by_tag ON conversation_tags (tag)',
    milestones,
    `INSERT INTO milestones
      SELECT 'first-conversation', min(created_at) FROM conversations HAVING count(*) > 0`,
  ],
};
