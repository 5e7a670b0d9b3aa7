import type {
  Conversation,
  ConversationStatus,
  ConversationSummary,
  EndReason,
} from '../../contract/conversation.ts';
import type { ErrorData } from '../../contract/errors.ts';
import {
  conversationOf,
  summaryOf,
  type ConversationRow,
  type SummaryRow,
} from './conversation-rows.ts';
import type { WriteHandle } from './handles.ts';
import type { MetricsStore } from './metrics.ts';
import { notFound } from './near.ts';
import type { Recordings } from './recordings.ts';
import { toJson } from './text.ts';
import type { Turns } from './turns.ts';

/** How a conversation ended. */
export interface Ending {
  status: ConversationStatus;
  endReason: EndReason;
  endMessage: string;
  error: ErrorData | null;
  /** ISO 8601, UTC. */
  endedAt: string;
  /** Length of the recording in ms. */
  durationMs: number;
}

export interface Conversations {
  /** With whatever turns, recordings and metrics it has. Throws `conflict` when the id is taken. */
  insert(conversation: Conversation): void;
  /** Throws `not-found`. */
  setStatus(id: string, status: ConversationStatus): void;
  /** Throws `not-found`. */
  finish(id: string, ending: Ending): void;
  /** Throws `not-found` with a remedy that names near ids. */
  get(id: string): Conversation;
  /** The newest first. */
  list(page: { limit: number; offset: number }): { total: number; items: ConversationSummary[] };
  /** Returns the files that the caller is to delete, relative to the data directory. Throws `not-found`. */
  delete(id: string): string[];
  /** Ids whose run has not ended: after a start of the host, those that it died on. */
  unfinished(): string[];
}

/** The stores of what belongs to a conversation. */
export interface Parts {
  turns: Turns;
  recordings: Recordings;
  metrics: MetricsStore;
}

const INSERT = `
  INSERT INTO conversations (id, title, status, end_reason, end_message, error, created_at, ended_at,
    duration_ms, scenario_id, speaker_a, speaker_b, config)
  VALUES (@id, @title, @status, @endReason, @endMessage, @error, @createdAt, @endedAt,
    @durationMs, @scenarioId, @speakerA, @speakerB, @config)`;

const FINISH = `
  UPDATE conversations SET status = @status, end_reason = @endReason, end_message = @endMessage,
    error = @error, ended_at = @endedAt, duration_ms = @durationMs
  WHERE id = @id`;

const LIST = `
  SELECT c.id, c.title, c.status, c.end_reason, c.created_at, c.duration_ms, c.scenario_id,
    c.speaker_a, c.speaker_b, m.gap_median_ms, m.overlap_ms,
    (SELECT count(*) FROM turns WHERE turns.conversation_id = c.id) AS turn_count
  FROM conversations c LEFT JOIN metrics m ON m.conversation_id = c.id
  ORDER BY c.created_at DESC, c.id LIMIT @limit OFFSET @offset`;

const UNFINISHED = `
  SELECT id FROM conversations WHERE status IN ('preparing', 'running', 'finishing')
  ORDER BY created_at, id`;

function insertRow(handle: WriteHandle, conversation: Conversation): void {
  const { id, title, status, endReason, endMessage, createdAt, endedAt, durationMs } = conversation;
  const { config, error } = conversation;
  handle.run(INSERT, {
    ...{ id, title, status, endReason, endMessage, createdAt, endedAt, durationMs },
    error: error && toJson(error),
    scenarioId: config.scenario.id,
    speakerA: config.personas.a.name,
    speakerB: config.personas.b.name,
    config: toJson(config),
  });
}

function listing(handle: WriteHandle): Pick<Conversations, 'list' | 'unfinished'> {
  return {
    list: (page) => ({
      total:
        handle.get<{ total: number }>('SELECT count(*) AS total FROM conversations')?.total ?? 0,
      items: handle.all<SummaryRow>(LIST, page).map(summaryOf),
    }),
    unfinished: () => handle.all<{ id: string }>(UNFINISHED).map(({ id }) => id),
  };
}

export function conversationStore(handle: WriteHandle, parts: Parts): Conversations {
  const { turns, recordings, metrics } = parts;
  const recentIds = () =>
    handle.all<{ id: string }>('SELECT id FROM conversations ORDER BY created_at DESC LIMIT 1000');
  const missing = (id: string) =>
    notFound(
      'conversation',
      id,
      recentIds().map((row) => row.id),
    );
  const change = (id: string, changed: number) => {
    if (changed === 0) throw missing(id);
  };
  return {
    ...listing(handle),
    insert: (conversation) =>
      handle.transaction(() => {
        const { id } = conversation;
        insertRow(handle, conversation);
        turns.replaceAll(id, conversation.turns);
        for (const recording of conversation.recordings) recordings.save(id, recording);
        if (conversation.metrics) metrics.save(id, conversation.metrics);
      }),
    setStatus: (id, status) =>
      change(
        id,
        handle.run('UPDATE conversations SET status = @status WHERE id = @id', { id, status }),
      ),
    finish: (id, ending) =>
      change(
        id,
        handle.run(FINISH, { id, ...ending, error: ending.error && toJson(ending.error) }),
      ),
    get: (id) => {
      const row = handle.get<ConversationRow>('SELECT * FROM conversations WHERE id = @id', { id });
      if (!row) throw missing(id);
      return conversationOf(row, {
        turns: turns.list(id),
        recordings: recordings.list(id),
        metrics: metrics.get(id),
      });
    },
    delete: (id) =>
      handle.transaction(() => {
        const files = recordings.list(id).map(({ path }) => path);
        change(id, handle.run('DELETE FROM conversations WHERE id = @id', { id }));
        return files;
      }),
  };
}
