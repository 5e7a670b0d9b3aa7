import type { Annotate } from '../../contract/library-api.ts';
import type { WriteHandle } from './handles.ts';
import { requireAll } from './require-all.ts';

/** What users write on conversations. */
export interface Annotations {
  /** What isn't named stays. Throws `not-found`. */
  annotate(request: Annotate): void;
  /** Adds and removes tags, all or nothing. Throws `not-found`. */
  tag(ids: readonly string[], add: readonly string[], remove: readonly string[]): void;
}

const SET_TAG = `
  INSERT INTO conversation_tags (conversation_id, tag, position) VALUES (@id, @tag, @position)
  ON CONFLICT DO NOTHING`;

/** A new tag comes after those that are there. */
const ADD_TAG = `
  INSERT INTO conversation_tags (conversation_id, tag, position)
  SELECT ids.value, @tag, (SELECT coalesce(max(t.position) + 1, 0) FROM conversation_tags t
    WHERE t.conversation_id = ids.value)
  FROM json_each(@ids) ids WHERE true
  ON CONFLICT DO NOTHING`;

const REMOVE_TAG = `
  DELETE FROM conversation_tags
  WHERE tag = @tag AND conversation_id IN (SELECT value FROM json_each(@ids))`;

function replaceTags(handle: WriteHandle, id: string, tags: readonly string[]): void {
  handle.run('DELETE FROM conversation_tags WHERE conversation_id = @id', { id });
  tags.forEach((tag, position) => handle.run(SET_TAG, { id, tag, position }));
}

export function annotations(handle: WriteHandle, missing: (id: string) => Error): Annotations {
  return {
    annotate: ({ id, title, notes, tags }) =>
      handle.transaction(() => {
        requireAll(handle, [id], missing);
        if (title !== undefined)
          handle.run('UPDATE conversations SET title = @title WHERE id = @id', { id, title });
        if (notes !== undefined)
          handle.run('UPDATE conversation_details SET notes = @notes WHERE conversation_id = @id', {
            id,
            notes,
          });
        if (tags !== undefined) replaceTags(handle, id, tags);
      }),
    tag: (list, add, remove) =>
      handle.transaction(() => {
        requireAll(handle, list, missing);
        const ids = JSON.stringify(list);
        for (const tag of remove) handle.run(REMOVE_TAG, { ids, tag });
        for (const tag of add) handle.run(ADD_TAG, { ids, tag });
      }),
  };
}
