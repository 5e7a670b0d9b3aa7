import { parseInput } from '../../../contract/errors.ts';
import { startConversationSchema, type ConversationCalls } from '../../../contract/studio-api.ts';
import { freezeConfig } from '../../conversations/freeze.ts';
import type { LiveView } from '../live-view.ts';
import { estimateCall } from './estimates.ts';
import { forUsers } from './for-users.ts';
import { checkedId, freezeOptions, type StudioParts } from './parts.ts';

/** Starting, ending and awaiting runs, and looking on and listening while they go. */
export function conversationCalls(parts: StudioParts, live: LiveView): ConversationCalls {
  const { library, runs } = parts;
  return {
    startConversation: async (request) => {
      const valid = parseInput(startConversationSchema, request, 'The request');
      const { preflight } = valid;
      return { id: runs.start(freezeConfig(valid, freezeOptions(parts)), { preflight }) };
    },
    estimateRun: estimateCall(parts),
    stopConversation: async (id) => forUsers(library, await runs.stop(checkedId(id))),
    letFinish: async (id) => runs.letFinish(checkedId(id)),
    waitForConversation: async (id) => forUsers(library, await runs.wait(checkedId(id))),
    listLive: async () => live.list(),
    getLive: async (id) => live.get(checkedId(id)),
    getMonitorTicket: async (id) => await runs.monitorTicket(checkedId(id)),
  };
}
