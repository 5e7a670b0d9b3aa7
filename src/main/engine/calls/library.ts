import { parseInput, StudioError } from '../../../contract/errors.ts';
import {
  annotateSchema,
  conversationFilterSchema,
  conversationIdsSchema,
  listConversationsSchema,
  searchSchema,
  tagConversationsSchema,
  type LibraryCalls,
} from '../../../contract/library-api.ts';
import type { PeakKeeper } from '../peak-keeper.ts';
import { deleteForGood, emptyTrash } from '../trash.ts';
import { forUsers } from './for-users.ts';
import { inPieces } from './in-pieces.ts';
import { checkedId, type StudioParts } from './parts.ts';
import { searchGently } from './search-gently.ts';

/** Finished conversations: finding, reading, annotating, putting away, deleting. */
export function libraryCalls(parts: StudioParts, peaks: PeakKeeper): LibraryCalls {
  return { ...findingCalls(parts, peaks), ...changingCalls(parts), ...deletingCalls(parts, peaks) };
}

function findingCalls(
  { library }: StudioParts,
  peaks: PeakKeeper,
): Pick<
  LibraryCalls,
  | 'getConversation'
  | 'listEvents'
  | 'listConversations'
  | 'countFacets'
  | 'searchTurns'
  | 'getPeaks'
> {
  const { conversations } = library;
  return {
    getConversation: async (id) => forUsers(library, conversations.get(checkedId(id))),
    listEvents: async (id) => {
      conversations.requireAll([checkedId(id)]);
      return library.events.list(id);
    },
    listConversations: async (request = {}) =>
      conversations.list(parseInput(listConversationsSchema, request, 'The request')),
    countFacets: async (filter = {}) =>
      conversations.countFacets(parseInput(conversationFilterSchema, filter, 'The filter')),
    searchTurns: async (request) => {
      const { query, limit, filter } = parseInput(searchSchema, request, 'The search');
      return await searchGently(library, query, limit, filter);
    },
    getPeaks: async (id) => await peaks.of(checkedId(id)),
  };
}

function changingCalls({
  library,
  runs,
  listeners,
}: StudioParts): Pick<
  LibraryCalls,
  'annotateConversation' | 'tagConversations' | 'trashConversations' | 'restoreConversations'
> {
  const { conversations } = library;
  const tell = teller(listeners);
  // Told also when it ends half-way: what was changed until then has to be seen.
  const change = (ids: string[], work: (some: readonly string[]) => void): Promise<void> =>
    inPieces(ids, work).finally(() => tell(ids));
  return {
    annotateConversation: async (request) => {
      const valid = parseInput(annotateSchema, request, 'The request');
      conversations.annotate(valid);
      tell([valid.id]);
      return forUsers(library, conversations.get(valid.id));
    },
    tagConversations: async (request) => {
      const { ids, add, remove } = parseInput(tagConversationsSchema, request, 'The request');
      conversations.requireAll(ids);
      await change(ids, (some) => conversations.tag(some, add, remove));
    },
    trashConversations: async (request) => {
      const { ids } = parseInput(conversationIdsSchema, request, 'The request');
      conversations.requireAll(ids);
      for (const id of ids) if (runs.isRunning(id)) throw running(id);
      await change(ids, (some) => conversations.trash(some));
    },
    restoreConversations: async (request) => {
      const { ids } = parseInput(conversationIdsSchema, request, 'The request');
      conversations.requireAll(ids);
      await change(ids, (some) => conversations.restore(some));
    },
  };
}

function deletingCalls(
  { library, runs, listeners }: StudioParts,
  peaks: PeakKeeper,
): Pick<LibraryCalls, 'emptyTrash' | 'deleteConversation'> {
  const tell = teller(listeners);
  const letGo = (ids: readonly string[]) => Promise.all(ids.map((id) => peaks.leave(id)));
  return {
    emptyTrash: async () => {
      const deleted = await emptyTrash(library, undefined, letGo);
      if (deleted.length > 0) tell(deleted);
      return { deleted: deleted.length };
    },
    deleteConversation: async (id) => {
      if (runs.isRunning(checkedId(id))) throw running(id);
      await letGo([id]);
      await deleteForGood(library, id);
      tell([id]);
    },
  };
}

/** More ids than these are told as “any of them”. */
const MOST_TOLD = 200;

function teller({ push }: StudioParts['listeners']): (ids: string[]) => void {
  return (ids) =>
    push({ kind: 'changed', what: 'conversations', ids: ids.length > MOST_TOLD ? [] : ids });
}

function running(id: string): StudioError {
  return new StudioError({
    code: 'conflict',
    message: `The conversation ${id} is still running.`,
    remedy: 'Stop it first.',
  });
}
