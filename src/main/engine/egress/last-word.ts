import type { Conversation } from '../../../contract/conversation.ts';
import type { Egress } from '../../../contract/egress.ts';
import type { Connection, LivekitTarget } from '../../livekit/connection.ts';
import type { EgressCalls } from '../../livekit/egress/client.ts';
import { ANOTHER_LIVEKIT, ENDED_WITH_US, LOST } from '../../livekit/egress/endings.ts';
import { requestFailure } from '../../livekit/egress/failure.ts';
import type { EgressKeys } from '../../livekit/egress/order.ts';
import { egressOf, failedWith, isOver } from '../../livekit/egress/status.ts';
import { roomName } from '../../livekit/room-name.ts';

export interface LastWordOptions {
  /** The LiveKit that is set now. Throws for a remote one that isn't wholly set. */
  target: () => LivekitTarget;
  keys: EgressKeys;
  callsTo: (connection: Connection) => EgressCalls;
  /** ISO 8601, UTC. */
  now: string;
}

/**
 * What became of an egress that an earlier Duologue left open: LiveKit is asked once, and what it does
 * not know any more is failed. With `calls`: it still runs there, and is to be stopped and followed.
 * Undefined: it isn't open.
 */
export async function lastWord(
  conversation: Pick<Conversation, 'id' | 'config' | 'egress'>,
  { target, keys, callsTo, now }: LastWordOptions,
): Promise<{ egress: Egress; calls?: EgressCalls } | undefined> {
  const { id, config, egress } = conversation;
  if (!egress || isOver(egress)) return undefined;
  if (config.connection.kind === 'local') return { egress: failedWith(egress, ENDED_WITH_US, now) };
  const connection = sameAs(config.connection.url, target);
  if (!connection) return { egress: failedWith(egress, ANOTHER_LIVEKIT, now) };
  const about = { connection, keys, storage: egress.storage };
  const calls = callsTo(connection);
  try {
    const info = await (egress.id === null ? calls.find(roomName(id)) : calls.get(egress.id));
    if (!info) return { egress: failedWith(egress, LOST, now) };
    const told = egressOf(info, egress, about);
    return isOver(told) ? { egress: told } : { egress: told, calls };
  } catch (thrown) {
    return { egress: failedWith(egress, requestFailure(thrown, about), now) };
  }
}

/** The LiveKit that is set, when it has this address. */
function sameAs(url: string | undefined, target: () => LivekitTarget): Connection | undefined {
  try {
    const set = target();
    return set.kind === 'remote' && set.url === url ? set : undefined;
  } catch {
    return undefined;
  }
}
