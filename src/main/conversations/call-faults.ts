import type { ConversationConfig } from '../../contract/conversation.ts';
import { StudioError } from '../../contract/errors.ts';
import type { External } from '../../contract/provider.ts';
import { agentWords } from './external.ts';
import { recorderDeaf } from './needed.ts';
import type { RunState } from './run-state.ts';

/* Why a call to an agent of the user's own did not come about. */

/** Its job failed. @param reason as LiveKit tells it */
export function failed(agent: External, reason: string): StudioError {
  return new StudioError({
    code: 'dispatch-unanswered',
    message: `${agentWords(agent)} took the call, but its job failed: ${reason.slice(0, 300)}.`,
    remedy: 'Look into the log of your agent.',
    details: { agentName: agent.agentName },
  });
}

/** Nobody took the call. @param waitedMs in all */
export function unanswered(
  { connection }: ConversationConfig,
  agent: External,
  waitedMs: number,
): StudioError {
  const place = connection.name ?? connection.url ?? 'this LiveKit';
  return new StudioError({
    code: 'dispatch-unanswered',
    message: `${agentWords(agent)} on the connection "${place}" did not answer within ${waitedMs / 1000} seconds.`,
    remedy: remedyFor(agent),
    details: { agentName: agent.agentName, url: connection.url ?? null },
  });
}

function remedyFor({ agentName }: External): string {
  return agentName === ''
    ? 'Check that your agent runs, has no agent name, and is registered with this LiveKit.'
    : `Check that your agent runs, is registered with this LiveKit, and that its agent name is exactly "${agentName}".`;
}

/** It took the call, and could not be heard. */
export function mute(
  { sides, recorder }: RunState,
  agent: External,
  waitedMs: number,
): StudioError {
  if (sides.b.linked && sides.a.linked && recorder !== 'listening')
    return recorderDeaf('The recorder does not hear both sides.');
  const what = sides.b.joined
    ? 'joined, but published no sound'
    : 'took the call, but did not come';
  return new StudioError({
    code: 'connection-lost',
    message: `${agentWords(agent)} ${what} within ${waitedMs / 1000} seconds.`,
    remedy: 'Look into the log of your agent.',
    details: { agentName: agent.agentName },
  });
}
