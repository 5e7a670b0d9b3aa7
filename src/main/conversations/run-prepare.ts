import type { PerSide } from '../../contract/side.ts';
import { roomName } from '../livekit/room-name.ts';
import { callAgent } from './call-agent.ts';
import { externalOf, ourSides } from './external.ts';
import { needed, recorderDeaf } from './needed.ts';
import type {
  EgressPort,
  EnginePort,
  LivekitPort,
  Ready,
  RecordingsPort,
  WorkerPort,
} from './ports.ts';
import { keepRecording } from './recorder-link.ts';
import { watchRoom } from './room-watch.ts';
import type { RunCore } from './run-core.ts';
import { dispatchBoth, type DispatchOptions } from './run-dispatch.ts';
import { ensureProviders, type ProvidersOptions } from './run-providers.ts';
import type { RunState } from './run-state.ts';
import { knownIdentities } from './side-job.ts';
import type { Turnstile } from './turnstile.ts';

const RECORDER_JOIN_MS = 10_000;
/** A run that is slow to begin lets the next one through after this time. */
const BEGIN_MS = 2500;

export interface PrepareOptions extends DispatchOptions, ProvidersOptions {
  engine: EnginePort;
  recordings: RecordingsPort;
  /** Without it LiveKit is asked for no recording. */
  egress?: EgressPort | undefined;
  /** Shared by all runs: see `takeTurn`. */
  turnstile: Turnstile;
}

/**
 * Everything before the first word: parts of the engine, room, recorder, dispatch, link, begin.
 * Throws a StudioError, or RunStopped when the run has to end first.
 */
export async function prepare(core: RunCore, options: PrepareOptions): Promise<void> {
  await ensureParts(core, options);
  await takeTurn(core, options.turnstile);
  await core.step('room', () => openRoom(core, options.recordings));
  const agent = externalOf(core.conversation.config);
  await core.step('dispatch', (show) =>
    agent ? callAgent(core, { ...options, agent, show }) : dispatchBoth(core, options),
  );
  begin(core);
  if (options.egress) beginEgress(core, options.egress);
}

/**
 * Joining a room and the first words are the dearest moment of a conversation: several at once would
 * all begin late, and disturb those that talk already. So they pass one after the other, each until
 * its first word, but no longer than BEGIN_MS.
 */
async function takeTurn(core: RunCore, turnstile: Turnstile): Promise<void> {
  const entering = turnstile.enter();
  try {
    const pass = await core.orStopped(entering);
    const talks = core.untilReady((state) => state.announcedTurns > 0, BEGIN_MS);
    void talks.catch(() => false).then(pass);
  } catch (thrown) {
    void entering.then((pass) => pass());
    throw thrown;
  }
}

async function ensureParts(core: RunCore, options: PrepareOptions): Promise<void> {
  const { engine } = options;
  const [livekit, rehearsal, workers, recorder] = await Promise.all([
    core.step('livekit', (show) => engine.livekit(show)),
    core.step('providers', (show) => ensureProviders(core, options, show)),
    core.step('workers', (show) => engine.workers(show, ourSides(core.conversation.config))),
    core.step('recorder', (show) => engine.recorder(show)),
  ]);
  Object.assign(core.stand, { livekit, rehearsal, workers, recorder });
  watchParts(core, livekit, workers);
}

function watchParts(core: RunCore, livekit: LivekitPort, workers: PerSide<WorkerPort>): void {
  const { releases, rehearsal } = core.stand;
  releases.push(livekit.onDown((error) => core.fault(error)));
  if (rehearsal) releases.push(rehearsal.onDown((error) => core.fault(error)));
  for (const own of ourSides(core.conversation.config)) {
    releases.push(
      workers[own].subscribe(core.id, (message) => {
        // A worker whose side calls an agent of the user's own tells of that one, too.
        const side = message.kind === 'down' ? own : message.side;
        core.apply({ kind: 'worker', side, message, atMs: core.clock.monotonicMs() });
      }),
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
  core.stand.roomIsOpen = true;
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

function begin(core: RunCore): void {
  const { livekit, workers } = needed(core);
  for (const side of ourSides(core.conversation.config)) workers[side].begin(core.id);
  core.apply({ kind: 'began', atMs: core.clock.monotonicMs() });
  core.stand.releases.push(watchRoom(core, livekit));
}

/** Both sides have published by now: egress that begins earlier would wait for them, or never begin. */
function beginEgress(core: RunCore, egress: EgressPort): void {
  const { a, b } = knownIdentities(core);
  if (b === null) return;
  core.stand.egress = egress;
  egress.begin({
    conversationId: core.id,
    room: roomName(core.id),
    identities: { a, b },
    notice: (error) => core.notice(error),
  });
}
