import type { ConversationFilter, SearchHit } from '../../contract/library-api.ts';
import { isUnfiltered, whereOf, type Where } from './conversation-filter.ts';
import type { ReadHandle } from './handles.ts';
import { parseTurnQuery } from './turn-query.ts';

/** Marks around a match in a snippet. */
const MATCH_START = '\u0002';
const MATCH_END = '\u0003';

/** Words of an indexed snippet; characters on each side of a match of a scanned one. */
const SNIPPET_WORDS = 16;
const SNIPPET_CHARACTERS = 48;

const HIT = `
  c.id AS conversationId, c.title, t.id AS turnId, t.side, t.speaker, t.start_ms AS startMs,
  c.created_at AS createdAt`;

const HOLDS_ALL = `
  NOT EXISTS (SELECT 1 FROM json_each(@contains) AS piece WHERE instr(t.text, piece.value) = 0)`;

/**
 * Matches are looked at in slices, the newest first, until there are hits enough: to weigh all those of a
 * common word took 20 to 70 ms in 100,000 turns, a slice takes 2 to 10 ms.
 */
const SLICE = 5000;
/** Turns of one slice where the index can't help. */
const SCANNED = 20_000;

/** Where a slice ended: the next one takes what is older. */
const EDGE = `
  SELECT min(key) AS edge, count(*) AS size FROM (
    SELECT rowid AS key FROM turns_index
    WHERE turns_index MATCH @match AND rowid < @below ORDER BY rowid DESC LIMIT ${SLICE})`;

const best = (allowed: string) => `
  SELECT t.key FROM turns_index JOIN turns t ON t.key = turns_index.rowid
  WHERE turns_index MATCH @match AND turns_index.rowid >= @edge AND turns_index.rowid < @below
    AND ${allowed} AND ${HOLDS_ALL}
  ORDER BY bm25(turns_index), t.key DESC LIMIT @limit`;

/** The bounds and the `+` make it one walk through the index instead of a search for each key. */
const HITS = `
  SELECT t.key, ${HIT}, snippet(turns_index, 0, char(2), char(3), '…', ${SNIPPET_WORDS}) AS snippet
  FROM turns_index
    JOIN turns t ON t.key = turns_index.rowid
    JOIN conversations c ON c.id = t.conversation_id
  WHERE turns_index MATCH @match AND turns_index.rowid BETWEEN @low AND @high
    AND +turns_index.rowid IN (SELECT value FROM json_each(@keys))`;

const byScan = (allowed: string) => `
  SELECT ${HIT}, t.text AS snippet
  FROM turns t JOIN conversations c ON c.id = t.conversation_id
  WHERE t.key >= @edge AND t.key < @below AND ${allowed} AND ${HOLDS_ALL}
  ORDER BY t.key DESC LIMIT @limit`;

const TOP = 'SELECT coalesce(max(key), 0) + 1 AS below FROM turns';

/** Which turns a filter lets through. Without one, the trash alone is to be left out: a short list. */
function allowedBy(filter: ConversationFilter): Where {
  const { sql, parameters } = whereOf(filter);
  const among =
    isUnfiltered(filter) && filter.trash !== true
      ? 'NOT IN (SELECT c.id FROM conversations c WHERE c.trashed_at IS NOT NULL)'
      : `IN (SELECT c.id FROM conversations c WHERE ${sql})`;
  return { sql: `t.conversation_id ${among}`, parameters };
}

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

/** What a slice needs to know. */
interface Quest {
  pieces: string[];
  allowed: Where;
  limit: number;
  /** Keys of turns are below it. */
  below: number;
}

/** Hits of one slice, and where the next one begins; 0: there is none. */
interface Slice {
  hits: SearchHit[];
  next: number;
}

function scanSlice(read: ReadHandle, { pieces, allowed, limit, below }: Quest): Slice {
  const edge = Math.max(0, below - SCANNED);
  const contains = JSON.stringify(pieces);
  const parameters = { ...allowed.parameters, contains, limit, below, edge };
  const hits = read.all<SearchHit>(byScan(allowed.sql), parameters);
  return {
    hits: hits.map((hit) => ({ ...hit, snippet: snippetOf(hit.snippet, pieces[0] ?? '') })),
    next: edge,
  };
}

interface KeyedHit extends SearchHit {
  key: number;
}

function describe(read: ReadHandle, match: string, keys: number[]): SearchHit[] {
  if (keys.length === 0) return [];
  const span = { low: Math.min(...keys), high: Math.max(...keys) };
  const hits = read.all<KeyedHit>(HITS, { match, keys: JSON.stringify(keys), ...span });
  const byKey = new Map(hits.map(({ key, ...hit }) => [key, hit]));
  return keys.flatMap((key) => byKey.get(key) ?? []);
}

function indexSlice(read: ReadHandle, match: string, quest: Quest): Slice {
  const { pieces, allowed, limit, below } = quest;
  const found = read.get<{ edge: number | null; size: number }>(EDGE, { match, below });
  const edge = found?.edge ?? 0;
  const contains = JSON.stringify(pieces);
  const parameters = { ...allowed.parameters, match, contains, limit, below, edge };
  const keys = read.all<{ key: number }>(best(allowed.sql), parameters).map(({ key }) => key);
  return { hits: describe(read, match, keys), next: found?.size === SLICE ? edge : 0 };
}

/**
 * Turns that hold every word of `query`, slice by slice of the matches, the newest slice first and in each
 * the best match first; no more than `limit` together. Between two slices the caller may do something else.
 * The query is taken literally; its last word may be the beginning of one. In a snippet the matches stand
 * between U+0002 and U+0003.
 */
export function* searchSlices(
  read: ReadHandle,
  query: string,
  limit: number,
  filter: ConversationFilter = {},
): Generator<SearchHit[]> {
  const parsed = parseTurnQuery(query);
  if (!parsed) return;
  const { match, contains: pieces } = parsed;
  const allowed = allowedBy(filter);
  let below = read.get<{ below: number }>(TOP)?.below ?? 0;
  for (let left = limit; left > 0 && below > 0;) {
    const quest = { pieces, allowed, limit: left, below };
    const { hits, next } = match === null ? scanSlice(read, quest) : indexSlice(read, match, quest);
    yield hits;
    left -= hits.length;
    below = next;
  }
}
