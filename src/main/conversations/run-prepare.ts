import type { ConversationConfig } from '../../contract/conversation.ts';
import { StudioError } from '../../contract/errors.ts';
import { SIDES, type PerSide, type Side } from '../../contract/side.ts';
import type {
  EnginePort,
  LivekitPort,
  Ready,
  RecorderPort,
  RecordingsPort,
  WorkerPort,
} from './ports.ts';
import { keepRecording } from './recorder-link.ts';
import { watchRoom } from './room-watch.ts';
import type { RunCore } from './run-core.ts';
import { roomName, sideJob, usesRehearsal } from './side-job.ts';
import type { RunState } from './state.ts';

/** Within this time both sides have to join after their dispatch. */
export const JOIN_MS = 10_000;
/** Within this time both sides have to hear each other, and the recorder both. */
export const LINK_MS = 10_000;
const RECORDER_JOIN_MS = 10_000;

export interface PrepareOptions {
  engine: EnginePort;
  recordings: RecordingsPort;
  /** The system prompt of one side. */
  instructions: (config: ConversationConfig, side: Side) => string;
}

/**
 * Everything before the first word: parts of the engine, room, recorder, dispatch, link, begin.
 * Throws a StudioError, or RunStopped when the run has to end first.
 */
export async function prepare(core: RunCore, options: PrepareOptions): Promise<void> {
  await ensureParts(core, options.engine);
  await core.step('room', () => openRoom(core, options.recordings));
  await core.step('dispatch', () => dispatchBoth(core, options));
  begin(core);
}

async function ensureParts(core: RunCore, engine: EnginePort): Promise<void> {
  const [livekit, rehearsal, workers, recorder] = await Promise.all([
    core.step('livekit', (show) => engine.livekit(show)),
    core.step('providers', (show) => ensureProviders(core, engine, show)),
    core.step('workers', (show) => engine.workers(show)),
    core.step('recorder', (show) => engine.recorder(show)),
  ]);
  Object.assign(core.stand, { livekit, rehearsal, workers, recorder });
  watchParts(core, livekit, workers);
}

async function ensureProviders(
  core: RunCore,
  engine: EnginePort,
  show: (note: string) => void,
): Promise<Ready<RunCore['stand']['rehearsal']>> {
  const { config } = core.conversation;
  if (usesRehearsal(config)) return engine.rehearsal(show);
  const { llm, stt, tts } = config.stages.a;
  return { port: undefined, note: `${llm.provider}: ${llm.model}, ${stt.model}, ${tts.model}` };
}

function watchParts(core: RunCore, livekit: LivekitPort, workers: PerSide<WorkerPort>): void {
  const { releases, rehearsal } = core.stand;
  releases.push(livekit.onDown((error) => core.fault(error)));
  if (rehearsal) releases.push(rehearsal.onDown((error) => core.fault(error)));
  for (const side of SIDES) {
    releases.push(
      workers[side].subscribe(core.id, (message) =>
        core.apply({ kind: 'worker', side, message, atMs: core.clock.monotonicMs() }),
      ),
    );
  }
}

async function openRoom(core: RunCore, recordings: RecordingsPort): Promise<Ready<void>> {
  const { livekit, recorder, rehearsal } = needed(core);
  const { config } = core.conversation;
  const room = roomName(core.id);
  core.stand.room = room;
  const maxMinutes = config.limits.maxMinutes;
  const [path] = await Promise.all([
    recordings.prepare(core.id),
    livekit.createRoom(room, { maxMinutes }),
  ]);
  core.throwIfStopped();
  rehearsal?.open({
    conversationId: core.id,
    scenario: config.scenario,
    personas: config.personas,
    seed: config.seed,
  });
  await keepRecording(core, { livekit, recorder, room, path });
  const joined = await core.untilReady(recorderIsIn, RECORDER_JOIN_MS);
  if (!joined) throw recorderDeaf('The recorder could not join the room.');
  return { port: undefined, note: room };
}

function recorderIsIn(state: RunState): boolean {
  return state.recorder === 'joined' || state.recorder === 'listening';
}

async function dispatchBoth(core: RunCore, options: PrepareOptions): Promise<Ready<void>> {
  core.stand.dispatchedAt = core.clock.monotonicMs();
  await joinBoth(core, options);
  const linked = (state: RunState): boolean =>
    SIDES.every((side) => state.sides[side].linked) && state.recorder === 'listening';
  if (!(await core.untilReady(linked, LINK_MS))) throw unlinked(core.state);
  return { port: undefined, note: 'both sides are on the line' };
}

async function dispatch(
  core: RunCore,
  options: PrepareOptions,
  sides: readonly Side[],
): Promise<string[]> {
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
async function joinBoth(core: RunCore, options: PrepareOptions): Promise<void> {
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
  const present = await core.within(room, { ms: 2000 });
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

function recorderDeaf(message: string): StudioError {
  return new StudioError({
    code: 'recorder-failed',
    message,
    remedy: 'Try again; if it stays so, run `duologue doctor`.',
  });
}

function begin(core: RunCore): void {
  const { livekit, workers } = needed(core);
  for (const side of SIDES) workers[side].begin(core.id);
  core.apply({ kind: 'began', atMs: core.clock.monotonicMs() });
  core.stand.releases.push(watchRoom(core, livekit));
}

interface Needed {
  livekit: LivekitPort;
  workers: PerSide<WorkerPort>;
  recorder: RecorderPort;
  rehearsal: RunCore['stand']['rehearsal'];
}

function needed(core: RunCore): Needed {
  const { livekit, workers, recorder, rehearsal } = core.stand;
  if (!livekit || !workers || !recorder) throw new Error('the parts are ensured first');
  return { livekit, workers, recorder, rehearsal };
}
