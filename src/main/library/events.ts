import type { LoggedEvent } from '../../contract/conversation-document.ts';
import type { WriteHandle } from './handles.ts';
import { toJson } from './text.ts';

/** The log of each run: entries are added and never changed. */
export interface Events {
  append(conversationId: string, event: LoggedEvent): void;
  /** In the order in which they were added. */
  list(conversationId: string): LoggedEvent[];
}

interface Row {
  at_ms: number | null;
  kind: string;
  payload: string;
}

const APPEND = `
  INSERT INTO events (conversation_id, at_ms, kind, payload)
  VALUES (@conversationId, @atMs, @kind, @payload)`;

const LIST = `
  SELECT at_ms, kind, payload FROM events WHERE conversation_id = @conversationId ORDER BY key`;

export function eventStore(handle: WriteHandle): Events {
  return {
    append: (conversationId, { atMs, kind, payload }) => {
      handle.run(APPEND, { conversationId, atMs, kind, payload: toJson(payload) });
    },
    list: (conversationId) =>
      handle.all<Row>(LIST, { conversationId }).map((row) => ({
        atMs: row.at_ms,
        kind: row.kind,
        payload: JSON.parse(row.payload) as unknown,
      })),
  };
}
