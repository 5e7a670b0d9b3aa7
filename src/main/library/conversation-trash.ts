import type { WriteHandle } from './handles.ts';
import { requireAll } from './require-all.ts';

/** Conversations that were put away, and can be had back until they are deleted for good. */
export interface Trash {
  /** Into the trash; those that lie there already keep their time. All or none; throws `not-found`. */
  trash(ids: readonly string[]): void;
  /** Out of the trash. All or none; throws `not-found`. */
  restore(ids: readonly string[]): void;
  /**
   * Ids in the trash, those that lie there longest first.
   * @param before ISO 8601, UTC: only what was put there before
   */
  trashed(before?: string): string[];
  /** False for one that isn't there at all. */
  isTrashed(id: string): boolean;
}

const AMONG = 'id IN (SELECT value FROM json_each(@ids))';

const TRASH = `
  UPDATE conversations SET trashed_at = @at WHERE ${AMONG} AND trashed_at IS NULL`;

const RESTORE = `
  UPDATE conversations SET trashed_at = NULL WHERE ${AMONG} AND trashed_at IS NOT NULL`;

const TRASHED = `
  SELECT id FROM conversations WHERE trashed_at IS NOT NULL AND (@before IS NULL OR trashed_at < @before)
  ORDER BY trashed_at, id`;

const IS_TRASHED = 'SELECT 1 FROM conversations WHERE id = @id AND trashed_at IS NOT NULL';

export function conversationTrash(
  handle: WriteHandle,
  missing: (id: string) => Error,
  now: () => Date,
): Trash {
  const move = (sql: string, ids: readonly string[]) =>
    handle.transaction(() => {
      requireAll(handle, ids, missing);
      handle.run(sql, { ids: JSON.stringify(ids), at: now().toISOString() });
    });
  return {
    trash: (ids) => move(TRASH, ids),
    restore: (ids) => move(RESTORE, ids),
    isTrashed: (id) => handle.get(IS_TRASHED, { id }) !== undefined,
    trashed: (before) =>
      handle.all<{ id: string }>(TRASHED, { before: before ?? null }).map(({ id }) => id),
  };
}
