import type { ConversationConfig } from '../../contract/conversation.ts';
import { StudioError } from '../../contract/errors.ts';
import type { External } from '../../contract/provider.ts';
import { roomName } from '../livekit/room-name.ts';
import { agentWords } from './external.ts';
import { needed, recorderDeaf } from './needed.ts';
import type { AgentsInRoom } from '../livekit/rooms.ts';
import type { OnProgress, Ready } from './ports.ts';
import type { RunCore } from './run-core.ts';
import { JOIN_MS, type DispatchOptions } from './run-dispatch.ts';
import type { RunState } from './run-state.ts';
import { identities, sideJob } from './side-job.ts';

/** Within this time the agent has to come after its dispatch; then it is dispatched once more. */
export const COME_MS = 15_000;
/** How often the room is looked into meanwhile. */
const LOOK_MS = 150;
/** An agent that has come may load its models before it speaks and listens. */
const LINK_MS = 20_000;

export interface CallOptions extends DispatchOptions {
  agent: External;
  show: OnProgress;
}

/**
 * A persona of ours calls an agent of the user's own: it joins as an ordinary participant, the agent is
 * dispatched as it would be for a customer, and once it has come the recorder and the persona learn who it is.
 */
export async function callAgent(core: RunCore, options: CallOptions): Promise<Ready<void>> {
  const { agent, show } = options;
  await joinCaller(core, options);
  core.stand.dispatchedAt = core.clock.monotonicMs();
  const identity = await untilComing(core, options);
  show(`${agentWords(agent)} is coming`);
  introduce(core, identity);
  if (!(await core.untilReady(isLinked, LINK_MS))) throw mute(core.state, agent);
  return { port: undefined, note: `${core.state.sides.b.name} is on the line` };
}

async function joinCaller(core: RunCore, { instructions }: CallOptions): Promise<void> {
  const { livekit, workers, rehearsal } = needed(core);
  const { config } = core.conversation;
  const job = sideJob({
    conversationId: core.id,
    config,
    side: 'a',
    instructions: instructions(config, 'a'),
    rehearsalUrl: rehearsal?.baseUrl,
  });
  const token = await livekit.personaToken(roomName(core.id), job.identity, job.name);
  core.throwIfStopped();
  // From here on there is somebody who has to leave.
  core.stand.dispatchedAt = core.clock.monotonicMs();
  workers.a.join(job, token);
  if (await core.untilReady((state) => state.sides.a.joined, JOIN_MS)) return;
  throw new StudioError({
    code: 'dispatch-unanswered',
    message: `${job.name} could not join the call: worker a is ${workers.a.describe()}.`,
    remedy: 'Try again; if it stays so, run `duologue doctor`.',
  });
}

/** Resolves with the agent's identity as soon as that is known. LiveKit drops what nobody takes: so twice. */
async function untilComing(core: RunCore, options: CallOptions): Promise<string> {
  const { agent } = options;
  const { livekit } = needed(core);
  const room = roomName(core.id);
  const call = async (): Promise<string | undefined> =>
    agent.agentName === ''
      ? undefined // it comes into every new room by itself
      : livekit.dispatch(room, agent.agentName, agent.metadata);
  const first = await call();
  const found = await lookFor(core, options, { dispatch: first, spentMs: 0 });
  if (found !== undefined) return found;
  let dispatch = first;
  if (first !== undefined) {
    core.log.warn({ conversationId: core.id }, 'the agent is dispatched again');
    // Else one that is merely late would come beside the second.
    await livekit.cancelDispatch(room, first);
    dispatch = await call();
  }
  const again = await lookFor(core, options, { dispatch, spentMs: COME_MS });
  if (again !== undefined) return again;
  throw unanswered(core.conversation.config, agent);
}

interface Looking {
  dispatch: string | undefined;
  /** How long it was waited before. */
  spentMs: number;
}

/** The agent's identity; undefined: nobody came within COME_MS. */
async function lookFor(
  core: RunCore,
  { agent, show }: CallOptions,
  { dispatch, spentMs }: Looking,
): Promise<string | undefined> {
  const { livekit } = needed(core);
  const since = core.clock.monotonicMs();
  let shownS = -1;
  for (;;) {
    const found = await core.orStopped(livekit.agents(roomName(core.id), dispatch));
    if (found.failure !== null) throw failed(agent, found.failure);
    const identity = whoIsIt(core.id, found);
    if (identity !== undefined) return identity;
    const waitedMs = core.clock.monotonicMs() - since;
    if (waitedMs >= COME_MS) return undefined;
    const seconds = Math.floor((spentMs + waitedMs) / 1000);
    if (seconds > shownS)
      show(`waiting for ${agentWords(agent).replace('Your', 'your')} (${seconds} s)`);
    shownS = seconds;
    await core.untilReady(() => false, LOOK_MS);
  }
}

/** Whom the server names, once it is there; else the agent that is there. Ours is no agent in this room. */
function whoIsIt(conversationId: string, { taken, present }: AgentsInRoom): string | undefined {
  const others = present.filter((identity) => identity !== identities(conversationId).a);
  if (taken !== null) return taken;
  return others[0];
}

/** From now on the recorder and the caller listen to this participant. */
function introduce(core: RunCore, identity: string): void {
  const { workers, recorder } = needed(core);
  core.stand.agentIdentity = identity;
  recorder.takeSide(core.id, identity);
  workers.a.meet(core.id, identity);
}

function isLinked({ sides, recorder }: RunState): boolean {
  return sides.a.linked && sides.b.linked && recorder === 'listening';
}

function failed(agent: External, reason: string): StudioError {
  return new StudioError({
    code: 'dispatch-unanswered',
    message: `${agentWords(agent)} took the call, but its job failed: ${reason.slice(0, 300)}.`,
    remedy: 'Look into the log of your agent.',
    details: { agentName: agent.agentName },
  });
}

function unanswered({ connection }: ConversationConfig, agent: External): StudioError {
  const place = connection.name ?? connection.url ?? 'this LiveKit';
  const seconds = (2 * COME_MS) / 1000;
  return new StudioError({
    code: 'dispatch-unanswered',
    message: `${agentWords(agent)} on the connection "${place}" did not answer within ${seconds} seconds.`,
    remedy: remedyFor(agent),
    details: { agentName: agent.agentName, url: connection.url ?? null },
  });
}

function remedyFor({ agentName }: External): string {
  return agentName === ''
    ? 'Check that your agent runs, has no agent name, and is registered with this LiveKit.'
    : `Check that your agent runs, is registered with this LiveKit, and that its agent name is exactly "${agentName}".`;
}

function mute({ sides, recorder }: RunState, agent: External): StudioError {
  if (sides.b.linked && sides.a.linked && recorder !== 'listening')
    return recorderDeaf('The recorder does not hear both sides.');
  const what = sides.b.joined
    ? 'joined, but published no sound'
    : 'took the call, but did not come';
  return new StudioError({
    code: 'connection-lost',
    message: `${agentWords(agent)} ${what} within ${LINK_MS / 1000} seconds.`,
    remedy: 'Look into the log of your agent.',
    details: { agentName: agent.agentName },
  });
}
