import type { SearchHit } from '../../contract/studio-api.ts';
import type { ReadHandle } from './handles.ts';
import { parseTurnQuery, type TurnQuery } from './turn-query.ts';

/** Marks around a match in a snippet. */
const MATCH_START = '\u0002';
const MATCH_END = '\u0003';

/** Words of an indexed snippet; characters on each side of a match of a scanned one. */
const SNIPPET_WORDS = 16;
const SNIPPET_CHARACTERS = 48;

const HIT = `
  c.id AS conversationId, c.title, t.id AS turnId, t.speaker, t.start_ms AS startMs`;

const HOLDS_ALL = `
  NOT EXISTS (SELECT 1 FROM json_each(@contains) AS piece WHERE instr(t.text, piece.value) = 0)`;

/**
 * Only the newest matches are weighed: all those of a common word took 20 to 70 ms in 100,000 turns,
 * the newest 5,000 take 2 to 7 ms.
 */
const WEIGHED = 5000;

const BEST = `
  SELECT key FROM (
    SELECT t.key, bm25(turns_index) AS weight
    FROM turns_index JOIN turns t ON t.key = turns_index.rowid
    WHERE turns_index MATCH @match AND ${HOLDS_ALL}
    ORDER BY turns_index.rowid DESC LIMIT ${WEIGHED}
  ) ORDER BY weight, key DESC LIMIT @limit`;

/** The bounds and the `+` make it one walk through the index instead of a search for each key. */
const HITS = `
  SELECT t.key, ${HIT}, snippet(turns_index, 0, char(2), char(3), '…', ${SNIPPET_WORDS}) AS snippet
  FROM turns_index
    JOIN turns t ON t.key = turns_index.rowid
    JOIN conversations c ON c.id = t.conversation_id
  WHERE turns_index MATCH @match AND turns_index.rowid BETWEEN @low AND @high
    AND +turns_index.rowid IN (SELECT value FROM json_each(@keys))`;

const BY_SCAN = `
  SELECT ${HIT}, t.text AS snippet
  FROM turns t JOIN conversations c ON c.id = t.conversation_id
  WHERE ${HOLDS_ALL}
  ORDER BY t.key DESC LIMIT @limit`;

/** The surroundings of the first occurrence of `piece`, which stands between the marks. */
function snippetOf(text: string, piece: string): string {
  const at = text.indexOf(piece);
  const end = at + piece.length;
  const before = text.slice(Math.max(0, at - SNIPPET_CHARACTERS), at);
  const after = text.slice(end, end + SNIPPET_CHARACTERS);
  const head = at > SNIPPET_CHARACTERS ? '…' : '';
  const tail = end + SNIPPET_CHARACTERS < text.length ? '…' : '';
  return `${head}${before}${MATCH_START}${piece}${MATCH_END}${after}${tail}`.toWellFormed();
}

function scan(read: ReadHandle, { contains }: TurnQuery, limit: number): SearchHit[] {
  const hits = read.all<SearchHit>(BY_SCAN, { contains: JSON.stringify(contains), limit });
  return hits.map((hit) => ({ ...hit, snippet: snippetOf(hit.snippet, contains[0] ?? '') }));
}

interface KeyedHit extends SearchHit {
  key: number;
}

function lookUp(read: ReadHandle, match: string, pieces: string[], limit: number): SearchHit[] {
  const contains = JSON.stringify(pieces);
  const keys = read.all<{ key: number }>(BEST, { match, contains, limit }).map(({ key }) => key);
  const span = { low: Math.min(...keys), high: Math.max(...keys) };
  const hits = read.all<KeyedHit>(HITS, { match, keys: JSON.stringify(keys), ...span });
  const byKey = new Map(hits.map(({ key, ...hit }) => [key, hit]));
  return keys.flatMap((key) => byKey.get(key) ?? []);
}

/**
 * Turns that hold every word of `query`, the best match first. The query is taken literally; its
 * last word may be the beginning of one. In a snippet the matches stand between U+0002 and U+0003.
 */
export function searchTurns(read: ReadHandle, query: string, limit: number): SearchHit[] {
  const parsed = parseTurnQuery(query);
  if (!parsed) return [];
  const { match, contains } = parsed;
  return match === null ? scan(read, parsed, limit) : lookUp(read, match, contains, limit);
}
