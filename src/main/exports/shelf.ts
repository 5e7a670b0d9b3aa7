import type { LoggedConversation } from '../../contract/conversation-document.ts';
import type { ConversationSummary, Recording } from '../../contract/conversation.ts';
import type { ConversationFilter } from '../../contract/library-api.ts';

/** What exports ask of the library. */
export interface ExportShelf {
  /** With the log of its run; paths of recordings are absolute. Throws `not-found`. */
  get(id: string): LoggedConversation;
  isRunning(id: string): boolean;
  /** So many rows that pass the filter, the oldest first. */
  list(page: { filter: ConversationFilter; offset: number; limit: number }): ConversationSummary[];
  /** Ids of conversations with a turn that matches, slice by slice; an id may come more than once. */
  matching(query: string, filter: ConversationFilter): Iterable<string[]>;
  /** Of one conversation, without its turns; paths are absolute. */
  recordings(id: string): Recording[];
}
