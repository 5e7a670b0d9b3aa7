import type { Migration } from './migration.ts';

const documents = (table: string) => `
  CREATE TABLE ${table} (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    document TEXT NOT NULL CHECK (json_valid(document)),
    revision INTEGER NOT NULL DEFAULT 1,
    updated_at TEXT NOT NULL
  ) STRICT`;

const samples = `
  CREATE TABLE samples (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    digest TEXT NOT NULL,
    seeded_at TEXT NOT NULL,
    PRIMARY KEY (kind, id)
  ) STRICT, WITHOUT ROWID`;

const conversations = `
  CREATE TABLE conversations (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    status TEXT NOT NULL,
    end_reason TEXT,
    end_message TEXT,
    error TEXT CHECK (error IS NULL OR json_valid(error)),
    created_at TEXT NOT NULL,
    ended_at TEXT,
    duration_ms REAL NOT NULL,
    scenario_id TEXT NOT NULL,
    speaker_a TEXT NOT NULL,
    speaker_b TEXT NOT NULL,
    config TEXT NOT NULL CHECK (json_valid(config))
  ) STRICT`;

const turns = `
  CREATE TABLE turns (
    key INTEGER PRIMARY KEY,
    conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('a', 'b')),
    speaker TEXT NOT NULL,
    text TEXT NOT NULL,
    intended TEXT NOT NULL,
    heard TEXT,
    start_ms REAL NOT NULL,
    end_ms REAL NOT NULL,
    interrupted INTEGER NOT NULL CHECK (interrupted IN (0, 1)),
    gap_ms REAL,
    UNIQUE (conversation_id, id)
  ) STRICT`;

const words = `
  CREATE TABLE words (
    turn_key INTEGER NOT NULL REFERENCES turns (key) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    start_ms REAL NOT NULL,
    end_ms REAL NOT NULL,
    origin TEXT NOT NULL,
    PRIMARY KEY (turn_key, position)
  ) STRICT, WITHOUT ROWID`;

const events = `
  CREATE TABLE events (
    key INTEGER PRIMARY KEY,
    conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    at_ms REAL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL CHECK (json_valid(payload))
  ) STRICT`;

const recordings = `
  CREATE TABLE recordings (
    key INTEGER PRIMARY KEY,
    conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    path TEXT NOT NULL,
    format TEXT NOT NULL,
    channels INTEGER NOT NULL,
    sample_rate INTEGER NOT NULL,
    duration_ms REAL NOT NULL,
    bytes INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    holes TEXT NOT NULL CHECK (json_valid(holes)),
    UNIQUE (conversation_id, path)
  ) STRICT`;

const metrics = `
  CREATE TABLE metrics (
    conversation_id TEXT PRIMARY KEY REFERENCES conversations (id) ON DELETE CASCADE,
    first_speech_ms REAL,
    gap_median_ms REAL,
    gap_p95_ms REAL,
    overlap_ms REAL NOT NULL,
    interruptions INTEGER NOT NULL,
    heard_wer REAL,
    turn_count INTEGER NOT NULL,
    speech_a_ms REAL NOT NULL,
    speech_b_ms REAL NOT NULL
  ) STRICT`;

/** The index keeps no text of its own: it reads the turns (https://www.sqlite.org/fts5.html, 4.4.3). */
const index = `
  CREATE VIRTUAL TABLE turns_index USING fts5 (
    text,
    content = 'turns',
    content_rowid = 'key',
    tokenize = 'unicode61 remove_diacritics 2',
    prefix = '1 2 3'
  )`;

const forget = `INSERT INTO turns_index (turns_index, rowid, text) VALUES ('delete', old.key, old.text)`;
const learn = `INSERT INTO turns_index (rowid, text) VALUES (new.key, new.text)`;

/** Everything of the first release. */
export const initial: Migration = {
  version: 1,
  name: 'initial',
  statements: [
    documents('personas'),
    documents('scenarios'),
    samples,
    conversations,
    'CREATE INDEX conversations_by_time ON conversations (created_at DESC, id)',
    'CREATE INDEX conversations_by_status ON conversations (status)',
    turns,
    'CREATE INDEX turns_in_order ON turns (conversation_id, position)',
    words,
    events,
    'CREATE INDEX events_in_order ON events (conversation_id, key)',
    `CREATE TRIGGER events_append_only BEFORE UPDATE ON events
      BEGIN SELECT raise(ABORT, 'events are append-only'); END`,
    recordings,
    metrics,
    index,
    `CREATE TRIGGER turns_learn AFTER INSERT ON turns BEGIN ${learn}; END`,
    `CREATE TRIGGER turns_forget AFTER DELETE ON turns BEGIN ${forget}; END`,
    `CREATE TRIGGER turns_relearn AFTER UPDATE OF text ON turns WHEN old.text IS NOT new.text
      BEGIN ${forget}; ${learn}; END`,
  ],
};
