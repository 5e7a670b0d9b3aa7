import type { Conversation } from '../../../contract/conversation.ts';
import type { LiveConversation } from '../../../contract/live.ts';

/** What was live, with what the library kept of it: times that are aligned to the recorded sound. */
export function asStored(live: LiveConversation, stored: Conversation): LiveConversation {
  const turns = stored.turns.map((turn) => ({ ...turn, open: false }));
  // A run that failed before the recording began has a length of 0.
  return { ...live, turns, atMs: stored.durationMs || live.atMs };
}
