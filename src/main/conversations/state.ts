import type { ErrorData } from '../../contract/errors.ts';
import { assertNever } from '../../contract/kind.ts';
import { otherSide, type PerSide, type Side } from '../../contract/side.ts';
import type { SideState } from '../../contract/studio-events.ts';
import { attachHeard } from './heard.ts';
import type { Down, RecorderEvent, WorkerMessage } from './ports.ts';
import type { RunEvent, RunState, RunTurn, SideRun } from './run-state.ts';
import { withUsed } from './usage.ts';

/** Louder than this (dBFS) counts as sound when silence is measured. */
const SOUND_DBFS = -55;
/** A turn of which less was played, and no word, is no turn. */
const VOID_TURN_MS = 250;

/** @param external the side that an agent of the user's own plays, if one does */
export function initialState(names: PerSide<string>, external?: Side): RunState {
  const side = (name: string, which: Side): SideRun => ({
    name,
    external: external === which,
    state: 'joining',
    joined: false,
    linked: false,
    left: false,
    hungUpAt: null,
    lastActiveAt: null,
  });
  return {
    sides: { a: side(names.a, 'a'), b: side(names.b, 'b') },
    turns: [],
    announcedTurns: 0,
    recorder: 'off',
    sampleZeroAt: null,
    clock: null,
    beganAt: null,
    lastSoundAt: null,
    stopAsked: null,
    finishAsked: null,
    peaksTold: 0,
    usage: [],
    usageAtTurnEnds: [],
    budgetReachedAt: null,
    fault: null,
  };
}

/** The state after an event. Pure: every time comes with the event. */
export function reduce(state: RunState, event: RunEvent): RunState {
  switch (event.kind) {
    case 'worker':
      return reduceWorker(state, event.side, event.message, event.atMs);
    case 'recorder':
      return reduceRecorder(state, event.message, event.atMs);
    case 'began':
      return { ...state, beganAt: event.atMs };
    case 'fault':
      return withFault(state, event.error);
    case 'stop-asked':
      return state.stopAsked ? state : { ...state, stopAsked: { message: event.message } };
    case 'finish-asked':
      return state.finishAsked ? state : { ...state, finishAsked: { turns: state.turns.length } };
    case 'budget-reached':
      return { ...state, budgetReachedAt: state.budgetReachedAt ?? event.atMs };
    default:
      return assertNever(event);
  }
}

function withFault(state: RunState, error: ErrorData): RunState {
  return state.fault ? state : { ...state, fault: error };
}

function withSide(state: RunState, side: Side, change: Partial<SideRun>): RunState {
  return { ...state, sides: { ...state.sides, [side]: { ...state.sides[side], ...change } } };
}

function reduceWorker(
  state: RunState,
  side: Side,
  message: WorkerMessage | Down,
  atMs: number,
): RunState {
  switch (message.kind) {
    case 'joined':
      return withSide(state, side, { joined: true, state: 'listening' });
    case 'linked':
      return withSide(state, side, { linked: true });
    case 'state':
      return withSide(state, side, {
        state: message.state,
        lastActiveAt: lastActive(state.sides[side], message.state, message.atMonotonicMs),
      });
    case 'turn-started':
      return startTurn(state, side, message.turnId, message.atMonotonicMs);
    case 'turn-words':
      // Only to be shown: the turn's end tells what was audible.
      return state;
    case 'turn-ended':
      return endTurn(state, side, message);
    case 'heard':
      return { ...state, turns: attachHeard(state.turns, otherSide(side), message) };
    case 'usage':
      return { ...state, usage: withUsed(state.usage, message) };
    case 'hang-up':
      return withSide(state, side, { hungUpAt: state.sides[side].hungUpAt ?? atMs });
    case 'fault':
      return message.fatal ? withFault(state, message.error) : state;
    case 'left':
      return leave(state, side, {
        code: 'participant-removed',
        message: `${state.sides[side].name} was removed from the call.`,
        remedy: 'Run it again. What was spoken is kept.',
      });
    case 'down':
      return leave(state, side, message.error);
    default:
      return assertNever(message);
  }
}

/** Leaving after one's goodbye is an end, at any other time a fault. */
function leave(state: RunState, side: Side, error: ErrorData): RunState {
  const left = withSide(state, side, { left: true, state: 'left' });
  const isEnd = state.sides[side].hungUpAt !== null || lineIsDead(state, otherSide(side));
  return isEnd ? left : withFault(left, error);
}

/** Who hung up has gone, perhaps with the whole room: that the other one goes too is no fault. */
function lineIsDead({ sides }: RunState, side: Side): boolean {
  return sides[side].hungUpAt !== null && sides[side].left;
}

function lastActive(before: SideRun, next: SideState, atMs: number): number | null {
  // Thinking that leads to no word is silence, else a mind that fails would never be found out.
  return before.state === 'speaking' || next === 'speaking' ? atMs : before.lastActiveAt;
}

function startTurn(state: RunState, side: Side, id: string, atMs: number): RunState {
  if (state.turns.some((turn) => turn.id === id)) return state;
  const turn: RunTurn = {
    id,
    index: state.announcedTurns,
    side,
    speaker: state.sides[side].name,
    text: '',
    intended: '',
    heard: null,
    startMonotonicMs: atMs,
    endMonotonicMs: null,
    playedMs: 0,
    interrupted: false,
    words: [],
  };
  const next = {
    ...state,
    announcedTurns: state.announcedTurns + 1,
    turns: [...state.turns, turn],
  };
  return withSide(next, side, { lastActiveAt: atMs });
}

type TurnEnded = Extract<WorkerMessage, { kind: 'turn-ended' }>;

function endTurn(state: RunState, side: Side, ended: TurnEnded): RunState {
  const started = startTurn(state, side, ended.turnId, ended.startMonotonicMs);
  const isVoid = ended.text.trim() === '' && ended.playedMs < VOID_TURN_MS;
  const turns = isVoid
    ? started.turns.filter((turn) => turn.id !== ended.turnId)
    : started.turns.map((turn) => (turn.id === ended.turnId ? fill(turn, ended) : turn));
  const ends = isVoid ? started.usageAtTurnEnds : [...started.usageAtTurnEnds, started.usage];
  const next = { ...started, turns, usageAtTurnEnds: ends };
  return withSide(next, side, { lastActiveAt: ended.endMonotonicMs });
}

function fill(turn: RunTurn, ended: TurnEnded): RunTurn {
  return {
    ...turn,
    text: ended.text,
    intended: ended.intended,
    words: ended.words,
    startMonotonicMs: ended.startMonotonicMs,
    endMonotonicMs: ended.endMonotonicMs,
    playedMs: ended.playedMs,
    interrupted: ended.interrupted,
    stem: ended.stem,
  };
}

function reduceRecorder(state: RunState, message: RecorderEvent, atMs: number): RunState {
  switch (message.kind) {
    case 'joined':
      return state.recorder === 'off' || state.recorder === 'down'
        ? { ...state, recorder: 'joined' }
        : state;
    case 'listening':
      return {
        ...state,
        recorder: 'listening',
        // After a crash the recorder goes on in the same file, so sample 0 stays where it was.
        sampleZeroAt: state.sampleZeroAt ?? message.atMonotonicMs,
      };
    case 'progress': {
      const loud = Math.max(message.levels.a, message.levels.b) > SOUND_DBFS;
      return {
        ...state,
        clock: message.clock,
        lastSoundAt: loud ? atMs : state.lastSoundAt,
        peaksTold: state.peaksTold + message.peaks.a.length,
      };
    }
    case 'finished':
      return { ...state, recorder: 'finished' };
    case 'failed':
      return withFault({ ...state, recorder: 'failed' }, message.error);
    case 'down':
      return { ...state, recorder: 'down' };
    case 'up':
      return state;
    default:
      return assertNever(message);
  }
}

/** A monotonic time as ms of the recording; 0 while nothing is recorded yet. */
export function recordingMs(state: RunState, monotonicMs: number): number {
  if (state.sampleZeroAt === null) return 0;
  const at = state.clock ?? { monotonicMs: state.sampleZeroAt, recordingMs: 0 };
  return Math.max(0, at.recordingMs + (monotonicMs - at.monotonicMs));
}

export function inProgress(state: RunState, side: Side): RunTurn | undefined {
  return state.turns.find((turn) => turn.side === side && turn.endMonotonicMs === null);
}
