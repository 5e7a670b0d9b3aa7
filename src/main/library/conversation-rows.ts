import {
  conversationConfigSchema,
  type Conversation,
  type ConversationStatus,
  type ConversationSummary,
  type EndReason,
} from '../../contract/conversation.ts';
import { parseInput, type ErrorData } from '../../contract/errors.ts';

export interface SummaryRow {
  id: string;
  title: string;
  status: ConversationStatus;
  end_reason: EndReason | null;
  created_at: string;
  duration_ms: number;
  scenario_id: string;
  speaker_a: string;
  speaker_b: string;
  turn_count: number;
  gap_median_ms: number | null;
  overlap_ms: number | null;
}

export interface ConversationRow extends SummaryRow {
  end_message: string | null;
  error: string | null;
  ended_at: string | null;
  config: string;
}

export function summaryOf(row: SummaryRow): ConversationSummary {
  return {
    id: row.id,
    title: row.title,
    status: row.status,
    endReason: row.end_reason,
    createdAt: row.created_at,
    durationMs: row.duration_ms,
    scenarioId: row.scenario_id,
    speakers: { a: row.speaker_a, b: row.speaker_b },
    turnCount: row.turn_count,
    gapMedianMs: row.gap_median_ms,
    overlapMs: row.overlap_ms,
  };
}

/** The configuration goes through the contract again, so that one of an older release gets the newer defaults. */
export function conversationOf(
  row: ConversationRow,
  parts: Pick<Conversation, 'turns' | 'recordings' | 'metrics'>,
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
    ...parts,
  };
}
