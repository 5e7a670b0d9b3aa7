import {
  conversationConfigSchema,
  type Conversation,
  type ConversationStatus,
  type ConversationSummary,
  type EndReason,
} from '../../contract/conversation.ts';
import { parseInput, type ErrorData } from '../../contract/errors.ts';
import type { Provider } from '../../contract/provider.ts';

export interface SummaryRow {
  id: string;
  title: string;
  status: ConversationStatus;
  end_reason: EndReason | null;
  created_at: string;
  trashed_at: string | null;
  duration_ms: number;
  scenario_id: string;
  persona_a: string;
  persona_b: string;
  provider_a: Provider;
  provider_b: Provider;
  speaker_a: string;
  speaker_b: string;
  turn_count: number;
  gap_median_ms: number | null;
  overlap_ms: number | null;
  interruptions: number | null;
  miniature: string | null;
  /** A JSON list. */
  tags: string;
}

/** Columns of `SummaryRow`, of `conversations c`. */
export const SUMMARY_COLUMNS = `
  c.id, c.title, c.status, c.end_reason, c.created_at, c.trashed_at, c.duration_ms, c.scenario_id,
  c.persona_a, c.persona_b, c.provider_a, c.provider_b, c.speaker_a, c.speaker_b, c.turn_count,
  c.gap_median_ms, c.overlap_ms, c.interruptions, c.miniature,
  (SELECT json_group_array(t.tag ORDER BY t.position) FROM conversation_tags t
    WHERE t.conversation_id = c.id) AS tags`;

export interface ConversationRow extends SummaryRow {
  end_message: string | null;
  error: string | null;
  ended_at: string | null;
  config: string;
  notes: string;
}

export const GET_CONVERSATION = `
  SELECT ${SUMMARY_COLUMNS}, c.end_message, c.error, c.ended_at, d.config, d.notes
  FROM conversations c JOIN conversation_details d ON d.conversation_id = c.id
  WHERE c.id = @id`;

export function summaryOf(row: SummaryRow): ConversationSummary {
  return {
    id: row.id,
    title: row.title,
    status: row.status,
    endReason: row.end_reason,
    createdAt: row.created_at,
    trashedAt: row.trashed_at,
    durationMs: row.duration_ms,
    scenarioId: row.scenario_id,
    personaIds: { a: row.persona_a, b: row.persona_b },
    providers: { a: row.provider_a, b: row.provider_b },
    speakers: { a: row.speaker_a, b: row.speaker_b },
    turnCount: row.turn_count,
    gapMedianMs: row.gap_median_ms,
    overlapMs: row.overlap_ms,
    interruptions: row.interruptions,
    miniature: row.miniature,
    tags: JSON.parse(row.tags) as string[],
  };
}

/** The configuration goes through the contract again, so that one of an older release gets the newer defaults. */
export function conversationOf(
  row: ConversationRow,
  parts: Pick<Conversation, 'turns' | 'recordings' | 'metrics' | 'egress' | 'usage'>,
): Conversation {
  const config: unknown = JSON.parse(row.config);
  return {
    id: row.id,
    title: row.title,
    status: row.status,
    endReason: row.end_reason,
    endMessage: row.end_message,
    error: row.error === null ? null : (JSON.parse(row.error) as ErrorData),
    createdAt: row.created_at,
    endedAt: row.ended_at,
    durationMs: row.duration_ms,
    config: parseInput(conversationConfigSchema, config, `the conversation “${row.id}”`),
    notes: row.notes,
    tags: JSON.parse(row.tags) as string[],
    trashedAt: row.trashed_at,
    ...parts,
  };
}
