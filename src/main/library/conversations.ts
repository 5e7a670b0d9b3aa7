import type {
  Conversation,
  ConversationConfig,
  ConversationStatus,
  ConversationSummary,
  EndReason,
} from '../../contract/conversation.ts';
import type { ErrorData } from '../../contract/errors.ts';
import type { ConversationFilter, Facets } from '../../contract/library-api.ts';
import { countConversations, listConversations, type ListPage } from './conversation-list.ts';
import { conversationOf, GET_CONVERSATION, type ConversationRow } from './conversation-rows.ts';
import { insertConversation } from './conversation-insert.ts';
import { conversationTrash, type Trash } from './conversation-trash.ts';
import { countFacets } from './facets.ts';
import type { Egresses } from './egresses.ts';
import type { ReadHandle, WriteHandle } from './handles.ts';
import type { MetricsStore } from './metrics.ts';
import { isFinal, miniatureOf } from './miniature.ts';
import { notFound } from './near.ts';
import { annotations, type Annotations } from './notes-and-tags.ts';
import type { Recordings } from './recordings.ts';
import { requireAll } from './require-all.ts';
import { toJson } from './text.ts';
import type { Turns } from './turns.ts';
import type { Usages } from './usages.ts';

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

export interface Conversations extends Trash, Annotations {
  /** With whatever turns, recordings and metrics it has. Throws `conflict` when the id is taken. */
  insert(conversation: Conversation): void;
  /** Throws `not-found`. */
  setStatus(id: string, status: ConversationStatus): void;
  /** What it runs with. Throws `not-found`. */
  setConfig(id: string, config: ConversationConfig): void;
  /** After the final turns were stored: the miniature is drawn from them. Throws `not-found`. */
  finish(id: string, ending: Ending): void;
  /** Throws `not-found` with a remedy that names near ids. */
  get(id: string): Conversation;
  has(id: string): boolean;
  /** Throws `not-found` for the first one that isn't there. */
  requireAll(ids: readonly string[]): void;
  list(page: ListPage): { total: number; items: ConversationSummary[] };
  count(filter: ConversationFilter): number;
  countFacets(filter: ConversationFilter): Facets;
  /** Returns the files that the caller is to delete, relative to the data directory. Throws `not-found`. */
  delete(id: string): string[];
  /** Ids whose run has not ended: after a start of the host, those that it died on. */
  unfinished(): string[];
  /** False until the first conversation was stored; deleting it changes nothing. */
  hadAny(): boolean;
}

/** The stores of what belongs to a conversation. */
export interface Parts {
  turns: Turns;
  recordings: Recordings;
  metrics: MetricsStore;
  egresses: Egresses;
  usages: Usages;
  now: () => Date;
}

const FINISH = `
  UPDATE conversations SET status = @status, end_reason = @endReason, end_message = @endMessage,
    error = @error, ended_at = @endedAt, duration_ms = @durationMs
  WHERE id = @id`;

const CONFIG = 'UPDATE conversation_details SET config = @config WHERE conversation_id = @id';

const UNFINISHED = `
  SELECT id FROM conversations WHERE status IN ('preparing', 'running', 'finishing')
  ORDER BY created_at, id`;

function drawMiniature(handle: WriteHandle, turns: Turns, about: MiniatureOf): void {
  if (!isFinal(about.status)) return;
  const miniature = miniatureOf(turns.spans(about.id), about.durationMs);
  const { id } = about;
  handle.run('UPDATE conversations SET miniature = @miniature WHERE id = @id', { id, miniature });
}

type MiniatureOf = Pick<Conversation, 'id' | 'status' | 'durationMs'>;

function missingFrom(read: ReadHandle): (id: string) => Error {
  const recent = 'SELECT id FROM conversations ORDER BY created_at DESC LIMIT 1000';
  const ids = () => read.all<{ id: string }>(recent).map(({ id }) => id);
  return (id) => notFound('conversation', id, ids());
}

function looking(
  read: ReadHandle,
): Pick<Conversations, 'has' | 'list' | 'count' | 'countFacets' | 'unfinished' | 'hadAny'> {
  return {
    has: (id) => read.get('SELECT 1 FROM conversations WHERE id = @id', { id }) !== undefined,
    list: (page) => listConversations(read, page),
    count: (filter) => countConversations(read, filter),
    countFacets: (filter) => countFacets(read, filter),
    unfinished: () => read.all<{ id: string }>(UNFINISHED).map(({ id }) => id),
    hadAny: () =>
      read.get(`SELECT 1 FROM milestones WHERE name = 'first-conversation'`) !== undefined,
  };
}

function running(
  handle: WriteHandle,
  { turns }: Parts,
  change: (id: string, changed: number) => void,
): Pick<Conversations, 'setStatus' | 'setConfig' | 'finish'> {
  return {
    setStatus: (id, status) =>
      change(
        id,
        handle.run('UPDATE conversations SET status = @status WHERE id = @id', { id, status }),
      ),
    setConfig: (id, config) => change(id, handle.run(CONFIG, { id, config: toJson(config) })),
    finish: (id, ending) =>
      handle.transaction(() => {
        const error = ending.error && toJson(ending.error);
        change(id, handle.run(FINISH, { id, ...ending, error }));
        drawMiniature(handle, turns, { id, ...ending });
      }),
  };
}

export function conversationStore(handle: WriteHandle, parts: Parts): Conversations {
  const { turns, recordings, metrics, egresses, usages, now } = parts;
  const missing = missingFrom(handle);
  const change = (id: string, changed: number) => {
    if (changed === 0) throw missing(id);
  };
  const notes = annotations(handle, missing);
  return {
    ...looking(handle),
    ...running(handle, parts, change),
    ...conversationTrash(handle, missing, now),
    ...notes,
    requireAll: (ids) => requireAll(handle, ids, missing),
    insert: (conversation) =>
      handle.transaction(() => {
        const { id } = conversation;
        insertConversation(handle, conversation);
        notes.annotate({ id, tags: conversation.tags });
        turns.replaceAll(id, conversation.turns);
        for (const recording of conversation.recordings) recordings.save(id, recording);
        if (conversation.metrics) metrics.save(id, conversation.metrics);
        if (conversation.egress) egresses.save(id, conversation.egress);
        if (conversation.usage) usages.save(id, conversation.usage);
        drawMiniature(handle, turns, conversation);
      }),
    get: (id) => {
      const row = handle.get<ConversationRow>(GET_CONVERSATION, { id });
      if (!row) throw missing(id);
      return conversationOf(row, {
        turns: turns.list(id),
        recordings: recordings.list(id),
        metrics: metrics.get(id),
        egress: egresses.get(id),
        usage: usages.get(id),
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
