import type { ConversationConfig } from '../../contract/conversation.ts';
import { StudioError } from '../../contract/errors.ts';
import { SIDES, type Side } from '../../contract/side.ts';
import { roomName } from '../livekit/room-name.ts';
import { needed, recorderDeaf } from './needed.ts';
import type { Ready } from './ports.ts';
import type { RunCore } from './run-core.ts';
import type { RunState } from './run-state.ts';
import { sideJob } from './side-job.ts';

/** Within this time both sides have to join after their dispatch. */
export const JOIN_MS = 10_000;
/** Within this time both sides have to hear each other, and the recorder both. */
const LINK_MS = 10_000;

export interface DispatchOptions {
  /** The system prompt of one side. */
  instructions: (config: ConversationConfig, side: Side) => string;
}

/** Sends both sides into the room and sees that they come, that they hear each other and are recorded. */
export async function dispatchBoth(core: RunCore, options: DispatchOptions): Promise<Ready<void>> {
  core.stand.dispatchedAt = core.clock.monotonicMs();
  await joinBoth(core, options);
  const linked = (state: RunState): boolean =>
    SIDES.every((side) => state.sides[side].linked) && state.recorder === 'listening';
  if (!(await core.untilReady(linked, LINK_MS))) throw unlinked(core.state);
  return { port: undefined, note: 'both sides are on the line' };
}

async function dispatch(
  core: RunCore,
  options: DispatchOptions,
  sides: readonly Side[],
): Promise<string[]> {
  // A dispatch into a room that was deleted meanwhile would open it again.
  core.throwIfStopped();
  const { livekit, workers, rehearsal } = needed(core);
  const { config } = core.conversation;
  const send = async (side: Side): Promise<string> => {
    const job = sideJob({
      conversationId: core.id,
      config,
      side,
      instructions: options.instructions(config, side),
      rehearsalUrl: rehearsal?.baseUrl,
    });
    return livekit.dispatch(roomName(core.id), workers[side].agentName, JSON.stringify(job));
  };
  return Promise.all(sides.map(send));
}

/** LiveKit drops a dispatch that no worker takes without a word: so it is sent once more. */
async function joinBoth(core: RunCore, options: DispatchOptions): Promise<void> {
  const missing = (): Side[] => SIDES.filter((side) => !core.state.sides[side].joined);
  const none = (): boolean => missing().length === 0;
  const ids = await dispatch(core, options, SIDES);
  if (await core.untilReady(none, JOIN_MS)) return;
  core.log.warn({ conversationId: core.id, sides: missing() }, 'dispatched again');
  const { livekit } = needed(core);
  // Else one that is merely late would come beside the second.
  await Promise.all(
    missing().map((side) =>
      livekit.cancelDispatch(roomName(core.id), ids[SIDES.indexOf(side)] ?? ''),
    ),
  );
  await dispatch(core, options, missing());
  if (await core.untilReady(none, JOIN_MS)) return;
  throw await unanswered(core, missing());
}

async function unanswered(core: RunCore, sides: Side[]): Promise<StudioError> {
  const { livekit, workers } = needed(core);
  const room = livekit.identities(roomName(core.id)).catch(() => undefined);
  const present = await core.deadlines.within(room, { ms: 2000 });
  const causes = sides.map((side) => `worker ${side} is ${workers[side].describe()}`);
  return new StudioError({
    code: 'dispatch-unanswered',
    message: `${sides.map((side) => core.state.sides[side].name).join(' and ')} did not join the call: ${causes.join('; ')}.`,
    remedy: 'Try again; if it stays so, run `duologue doctor`.',
    details: { sides, present: present ?? null },
  });
}

function unlinked(state: RunState): StudioError {
  const deaf = SIDES.filter((side) => !state.sides[side].linked);
  if (deaf.length === 0) return recorderDeaf('The recorder does not hear both sides.');
  const names = deaf.map((side) => state.sides[side].name).join(' and ');
  return new StudioError({
    code: 'connection-lost',
    message: `${names} could not hear the other side.`,
    remedy: 'Try again; if it stays so, run `duologue doctor`.',
    details: { sides: deaf, recorder: state.recorder },
  });
}
