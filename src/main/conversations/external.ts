import type { ConversationConfig } from '../../contract/conversation.ts';
import { StudioError } from '../../contract/errors.ts';
import type { External } from '../../contract/provider.ts';
import { SIDES, type Side } from '../../contract/side.ts';

type Cast = Pick<ConversationConfig, 'stages'>;

/** The agent of the user's own on side b; undefined: both sides are ours. */
export function externalOf({ stages }: Cast): External | undefined {
  return stages.b.kind === 'external' ? stages.b : undefined;
}

/** The sides that our workers play. */
export function ourSides({ stages }: Cast): Side[] {
  return SIDES.filter((side) => stages[side].kind !== 'external');
}

/**
 * An agent of the user's own can't be on the embedded LiveKit: its address and keys are new with each start.
 *
 * @throws StudioError `invalid-input`
 */
export function requireReachable(config: Cast & Pick<ConversationConfig, 'connection'>): void {
  const agent = externalOf(config);
  if (!agent || config.connection.kind !== 'local') return;
  throw new StudioError({
    code: 'invalid-input',
    message: `${agentWords(agent)} can't be called on the built-in LiveKit: its address and keys are new each time, so your agent can't be there.`,
    remedy:
      'Choose the LiveKit connection that your agent is registered with, in the settings or by --connection.',
    details: { agentName: agent.agentName },
  });
}

/** How messages call it. */
export function agentWords({ agentName }: Pick<External, 'agentName'>): string {
  return agentName === '' ? 'Your agent (without a name)' : `Your agent "${agentName}"`;
}
