import type { Conversation, Metrics, Recording, Turn } from '../../contract/conversation.ts';
import { toErrorData, type ErrorData } from '../../contract/errors.ts';
import { SIDES } from '../../contract/side.ts';
import { ourSides } from './external.ts';
import type { AlignedRun, Moments, Outcome, RecordedAudio, RecordingsPort } from './ports.ts';
import { provisionalTurn } from './provisional-turn.ts';
import type { Allowed } from './deadlines.ts';
import type { RunCore } from './run-core.ts';
import { closedTurns, turnsOnClock } from './spoken.ts';
import type { Stop } from './stop.ts';
import { takeAudio } from './take-audio.ts';

/** How long the two sides may take to leave. */
const LEAVE: Allowed = { ms: 3000, hurriedMs: 1000 };
const REMOVE_ROOM: Allowed = { ms: 3000, hurriedMs: 500 };
/** Egress that doesn't stop in this time ends with the room. */
const STOP_EGRESS: Allowed = { ms: 1000, hurriedMs: 300 };
/** Finding every turn and word in the sound: a hundredth of the length, or what there is time for. */
const ALIGN: Allowed = { ms: 15 * 60_000, hurriedMs: 700 };
/** A step of getting ready that is under way is let come to its end for so long. */
const PENDING: Allowed = { ms: 3000, hurriedMs: 500 };

/**
 * The end of every run, whatever its reason: leave → stop the recorder → finalise → align →
 * metrics → library → delete the room. Each may fail without losing the rest.
 */
export async function finish(
  core: RunCore,
  recordings: RecordingsPort,
  stop: Stop,
): Promise<Conversation> {
  core.keep(() => core.library.setStatus(core.id, 'finishing'));
  core.push({ kind: 'status', conversationId: core.id, status: 'finishing' });
  const failures: ErrorData[] = [];
  const attempt = async <T>(work: () => T | Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (thrown) {
      failures.push(toErrorData(thrown));
      core.notice(toErrorData(thrown));
      return undefined;
    }
  };
  if (core.stand.room && core.stand.pending)
    await core.deadlines.within(core.stand.pending, PENDING);
  await attempt(() => leaveBoth(core));
  // Not awaited here: it stops while the audio is finalised.
  void core.stand.egress?.end(core.id);
  const audio = await attempt(() => takeAudio(core, recordings));
  const outcome = await conclude(core, recordings, { stop, audio, failures }, attempt);
  await recordings.tidy(core.id);
  const stored = await attempt(() => store(core, outcome));
  await attempt(() => handBack(core));
  return stored ?? unstored(core, outcome, failures);
}

/** What is known when the library refused to store it. */
function unstored(core: RunCore, outcome: Outcome, failures: ErrorData[]): Conversation {
  const error = outcome.error ?? failures.at(-1) ?? null;
  const { usage } = core.account;
  const unannotated = { notes: '', tags: [], trashedAt: null, egress: null, usage };
  return { ...core.conversation, ...outcome, ...unannotated, status: 'failed', error };
}

type Attempt = <T>(work: () => T | Promise<T>) => Promise<T | undefined>;

async function leaveBoth(core: RunCore): Promise<void> {
  const { workers, dispatchedAt } = core.stand;
  if (!workers || dispatchedAt === undefined) return;
  for (const side of ourSides(core.conversation.config)) {
    if (!core.state.sides[side].left) workers[side].leave(core.id);
  }
  await core.until(
    (state) => SIDES.every((side) => state.sides[side].left || !state.sides[side].joined),
    LEAVE,
  );
}

async function conclude(
  core: RunCore,
  recordings: RecordingsPort,
  facts: { stop: Stop; audio: RecordedAudio | undefined; failures: ErrorData[] },
  attempt: Attempt,
): Promise<Outcome> {
  const { stop, audio, failures } = facts;
  let aligned: AlignedRun | undefined;
  let metrics: Metrics | undefined;
  if (audio) {
    aligned = await attempt(() => align(core, recordings, audio));
    const turns = aligned?.turns;
    if (turns) metrics = await attempt(() => recordings.metrics(turns, audio, momentsOf(core)));
  }
  const lost = failures[0];
  return {
    // A run that lost its recording or its transcript is no success, however it ended.
    status: lost && stop.status === 'completed' ? 'failed' : stop.status,
    endReason: stop.reason,
    endMessage: stop.message,
    error: stop.error ?? lost ?? null,
    endedAt: core.clock.now().toISOString(),
    durationMs: audio?.recording.durationMs ?? core.atMs(core.clock.monotonicMs()),
    turns: aligned?.turns ?? provisionalTurns(core),
    recordings: audio ? [audio.recording, ...(aligned?.recordings ?? [])] : ([] as Recording[]),
    metrics: metrics ?? null,
  };
}

async function align(
  core: RunCore,
  recordings: RecordingsPort,
  audio: RecordedAudio,
): Promise<AlignedRun> {
  const late = new AbortController();
  const cancel = core.deadlines.set(ALIGN, () => late.abort());
  try {
    const spoken = turnsOnClock(core.state, core.clock.monotonicMs());
    const { a, b } = core.conversation.config.personas;
    const languages = { a: a.language, b: b.language };
    return await recordings.align(spoken, audio, { languages, signal: late.signal });
  } finally {
    cancel();
  }
}

function provisionalTurns(core: RunCore): Turn[] {
  return closedTurns(core.state, core.clock.monotonicMs())
    .map((turn) => provisionalTurn(core.state, turn))
    .toSorted((x, y) => x.startMs - y.startMs)
    .map((turn, index) => ({ ...turn, index }));
}

function momentsOf(core: RunCore): Moments {
  return {
    dispatchMonotonicMs: core.stand.dispatchedAt ?? null,
    sampleZeroMonotonicMs: core.state.sampleZeroAt,
  };
}

function store(core: RunCore, outcome: Outcome): Conversation {
  core.account.store();
  core.library.finish(core.id, outcome);
  return core.library.get(core.id);
}

async function handBack(core: RunCore): Promise<void> {
  const { livekit, room, rehearsal, egress } = core.stand;
  rehearsal?.close(core.id);
  if (egress) await core.deadlines.within(egress.end(core.id), STOP_EGRESS);
  if (livekit && room) await core.deadlines.within(livekit.removeRoom(room), REMOVE_ROOM);
}
