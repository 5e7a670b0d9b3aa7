import type { ConversationSummary } from '../../contract/conversation.ts';
import type { ConversationFilter, Sort } from '../../contract/library-api.ts';
import { whereOf } from './conversation-filter.ts';
import { SUMMARY_COLUMNS, summaryOf, type SummaryRow } from './conversation-rows.ts';
import type { ReadHandle } from './handles.ts';
import { isFinal, miniatureOf } from './miniature.ts';
import type { SpanRow } from './turns.ts';

export interface ListPage {
  limit: number;
  offset: number;
  /** Default: the newest first. */
  sort?: Sort;
  filter?: ConversationFilter;
}

/** Equal ones: the newest first. NULL is SQLite's smallest value, so it comes last where it goes down. */
const ORDERS: Record<Sort, string> = {
  newest: 'c.created_at DESC, c.id',
  oldest: 'c.created_at, c.id DESC',
  longest: 'c.duration_ms DESC, c.created_at DESC, c.id',
  shortest: 'c.duration_ms, c.created_at DESC, c.id',
  'most-turns': 'c.turn_count DESC, c.created_at DESC, c.id',
  title: 'c.title COLLATE NOCASE, c.created_at DESC, c.id',
  gap: 'c.gap_median_ms DESC, c.created_at DESC, c.id',
  overlap: 'c.overlap_ms DESC, c.created_at DESC, c.id',
};

/** Sorts short keys first and reads the rows of one page only. */
function listSql(where: string, sort: Sort): string {
  const order = ORDERS[sort];
  return `
    SELECT ${SUMMARY_COLUMNS} FROM conversations c
    WHERE c.rowid IN (
      SELECT c.rowid FROM conversations c WHERE ${where} ORDER BY ${order} LIMIT @limit OFFSET @offset
    ) ORDER BY ${order}`;
}

const SPANS = `
  SELECT conversation_id AS conversationId, side, start_ms AS startMs, end_ms AS endMs FROM turns
  WHERE conversation_id IN (SELECT value FROM json_each(@ids))`;

/** Conversations of before schema 2 have no miniature stored: theirs is drawn when they are looked at. */
function withMiniatures(read: ReadHandle, rows: SummaryRow[]): SummaryRow[] {
  const lacking = rows.filter((row) => row.miniature === null && isFinal(row.status));
  if (lacking.length === 0) return rows;
  const ids = JSON.stringify(lacking.map(({ id }) => id));
  const spans = Map.groupBy(
    read.all<SpanRow & { conversationId: string }>(SPANS, { ids }),
    ({ conversationId }) => conversationId,
  );
  return rows.map((row) =>
    row.miniature === null && isFinal(row.status)
      ? { ...row, miniature: miniatureOf(spans.get(row.id) ?? [], row.duration_ms) }
      : row,
  );
}

/** How many conversations a filter lets through. */
export function countConversations(read: ReadHandle, filter: ConversationFilter): number {
  const { sql, parameters } = whereOf(filter);
  const count = `SELECT count(*) AS total FROM conversations c WHERE ${sql}`;
  return read.get<{ total: number }>(count, parameters)?.total ?? 0;
}

/** One page of the list. */
export function listConversations(
  read: ReadHandle,
  { limit, offset, sort = 'newest', filter = {} }: ListPage,
): { total: number; items: ConversationSummary[] } {
  const { sql, parameters } = whereOf(filter);
  const rows = read.all<SummaryRow>(listSql(sql, sort), { ...parameters, limit, offset });
  return {
    total: countConversations(read, filter),
    items: withMiniatures(read, rows).map(summaryOf),
  };
}
