import { join } from 'node:path';
import type { ExportShelf } from '../exports/shelf.ts';
import type { Library } from '../library/index.ts';
import { forUsers } from './calls/for-users.ts';

/** Hits of one search are found in slices that the library chooses; an export wants all of them. */
const ALL_HITS = Number.MAX_SAFE_INTEGER;

/** The library as exports see it. */
export function exportShelfOf(library: Library, isRunning: (id: string) => boolean): ExportShelf {
  return {
    isRunning,
    get: (id) => {
      const conversation = forUsers(library, library.conversations.get(id));
      return { ...conversation, events: library.events.list(id) };
    },
    list: (page) => library.conversations.list({ ...page, sort: 'oldest' }).items,
    *matching(query, filter) {
      for (const hits of library.search(query, ALL_HITS, filter)) {
        yield hits.map(({ conversationId }) => conversationId);
      }
    },
    recordings: (id) =>
      library.recordings
        .list(id)
        .map((recording) => ({ ...recording, path: join(library.directory, recording.path) })),
  };
}
