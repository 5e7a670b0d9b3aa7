import type { ErrorData } from '../../contract/errors.ts';
import { assertNever } from '../../contract/kind.ts';
import { otherSide, type Side } from '../../contract/side.ts';
import type { SideState } from '../../contract/studio-events.ts';
import { attachHeard } from './heard.ts';
import type { Down, RecorderEvent, WorkerMessage } from './ports.ts';
import { withSide, type RunEvent, type RunState, type SideRun } from './run-state.ts';
import { endTurn, startTurn, withWords } from './run-turns.ts';
import { withUsed } from './usage.ts';

/** Louder than this (dBFS) counts as sound when silence is measured. */
const SOUND_DBFS = -55;

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
      return { ...state, turns: withWords(state.turns, message) };
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
