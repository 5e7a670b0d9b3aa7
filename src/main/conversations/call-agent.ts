import { StudioError } from '../../contract/errors.ts';
import type { External } from '../../contract/provider.ts';
import { roomName } from '../livekit/room-name.ts';
import { failed, mute, unanswered } from './call-faults.ts';
import { agentWords } from './external.ts';
import { needed } from './needed.ts';
import type { AgentsInRoom } from '../livekit/rooms.ts';
import type { OnProgress, Ready } from './ports.ts';
import type { RunCore } from './run-core.ts';
import { JOIN_MS, type DispatchOptions } from './run-dispatch.ts';
import type { RunState } from './run-state.ts';
import { identities, sideJob } from './side-job.ts';

/**
 * Within this time somebody has to take the dispatch (LiveKit 1.13 gives a worker 10 s for it); then it is
 * dispatched once more.
 */
export const COME_MS = 15_000;
/** How often the room is looked into meanwhile, and once somebody is coming. */
const LOOK_MS = 150;
const WATCH_MS = 500;
/** An agent that is coming may be started first, and load its models, before it speaks and listens. */
export const LINK_MS = 30_000;

export interface CallOptions extends DispatchOptions {
  agent: External;
  show: OnProgress;
}

/**
 * A persona of ours calls an agent of the user's own: it joins as an ordinary participant, the agent is
 * dispatched as it would be for a customer, and once it has come the recorder and the persona learn who it is.
 */
export async function callAgent(core: RunCore, options: CallOptions): Promise<Ready<void>> {
  await joinCaller(core, options);
  core.stand.dispatchedAt = core.clock.monotonicMs();
  const coming = await untilComing(core, options);
  introduce(core, coming.identity);
  await untilLinked(core, options, coming);
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

/** An agent that has taken the call. */
interface Coming {
  identity: string;
  /** Undefined for one that comes by itself. */
  dispatch: string | undefined;
}

/** Resolves as soon as it is known who the agent is. LiveKit drops what nobody takes: so it is sent twice. */
async function untilComing(core: RunCore, options: CallOptions): Promise<Coming> {
  const { agent } = options;
  const { livekit } = needed(core);
  const room = roomName(core.id);
  let dispatch = await call(core, agent);
  const found = await lookFor(core, options, { dispatch, spentMs: 0 });
  if (found !== undefined) return { identity: found, dispatch };
  if (dispatch !== undefined) {
    core.log.warn({ conversationId: core.id }, 'the agent is dispatched again');
    // Else one that is merely late would come beside the second.
    await livekit.cancelDispatch(room, dispatch);
    dispatch = await call(core, agent);
  }
  const again = await lookFor(core, options, { dispatch, spentMs: COME_MS });
  if (again !== undefined) return { identity: again, dispatch };
  throw unanswered(core.conversation.config, agent, 2 * COME_MS);
}

/** The id of the dispatch; undefined for an agent without a name, which comes into every new room by itself. */
async function call(core: RunCore, agent: External): Promise<string | undefined> {
  if (agent.agentName === '') return undefined;
  // A dispatch into a room that was deleted meanwhile would open it again, with the agent alone in it.
  core.throwIfStopped();
  return await needed(core).livekit.dispatch(roomName(core.id), agent.agentName, agent.metadata);
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
    const identity = whoIsIt(core, found, agent);
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

/** All hear each other. What becomes of an agent that has come, worker a tells. */
async function untilLinked(core: RunCore, options: CallOptions, coming: Coming): Promise<void> {
  const { agent, show } = options;
  const since = core.clock.monotonicMs();
  show(`${agentWords(agent)} is coming`);
  while (!(await core.untilReady(isLinked, WATCH_MS))) {
    const waitedMs = core.clock.monotonicMs() - since;
    if (waitedMs >= LINK_MS) throw mute(core.state, agent, LINK_MS);
    show(`${agentWords(agent)} is coming (${Math.floor(waitedMs / 1000)} s)`);
    const room = roomName(core.id);
    const found = await core.orStopped(needed(core).livekit.agents(room, coming.dispatch));
    if (found.failure !== null) throw failed(agent, found.failure);
  }
}

/**
 * Whom the server names, once it does; else the agent of that name that is there. Others may come by themselves.
 * Ours is no agent in this room.
 */
function whoIsIt(
  core: RunCore,
  { taken, present }: AgentsInRoom,
  agent: External,
): string | undefined {
  if (taken !== null) return taken;
  const others = present.filter(({ identity }) => identity !== identities(core.id).a);
  const named = others.find(({ agentName }) => agentName === agent.agentName);
  return (named ?? others.find(({ agentName }) => agentName === null))?.identity;
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
