import type { Migration } from './migration.ts';

const usages = `
  CREATE TABLE usages (
    conversation_id TEXT PRIMARY KEY REFERENCES conversations (id) ON DELETE CASCADE,
    entries TEXT NOT NULL CHECK (json_valid(entries)),
    usd REAL NOT NULL CHECK (usd >= 0),
    unpriced TEXT NOT NULL CHECK (json_valid(unpriced)),
    prices_as_of TEXT NOT NULL
  ) STRICT`;

/** What conversations used of their providers, and what that cost by the prices of its day. */
export const usage: Migration = { version: 5, name: 'usage', statements: [usages] };
