import type { Egress } from '../../contract/egress.ts';
import type { WriteHandle } from './handles.ts';
import { toJson } from './text.ts';

/** What LiveKit's egress service recorded; at most one per conversation. */
export interface Egresses {
  /** Inserts or replaces. */
  save(conversationId: string, egress: Egress): void;
  get(conversationId: string): Egress | null;
  /** Conversations whose egress was not over when it was last heard of. */
  open(): string[];
}

const SAVE = `
  INSERT OR REPLACE INTO egresses (conversation_id, egress) VALUES (@conversationId, @egress)`;
const GET = 'SELECT egress FROM egresses WHERE conversation_id = @conversationId';
const OPEN = `
  SELECT conversation_id AS id FROM egresses
  WHERE json_extract(egress, '$.state') IN ('starting', 'active', 'ending')`;

export function egressStore(handle: WriteHandle): Egresses {
  return {
    save: (conversationId, egress) => {
      handle.run(SAVE, { conversationId, egress: toJson(egress) });
    },
    get: (conversationId) => {
      const row = handle.get<{ egress: string }>(GET, { conversationId });
      return row ? (JSON.parse(row.egress) as Egress) : null;
    },
    open: () => handle.all<{ id: string }>(OPEN).map(({ id }) => id),
  };
}
