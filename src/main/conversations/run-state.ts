import type { ErrorData } from '../../contract/errors.ts';
import type { ClockPoint } from '../../contract/recorder-messages.ts';
import type { PerSide, Side } from '../../contract/side.ts';
import type { SideState } from '../../contract/studio-events.ts';
import type { Down, RecorderEvent, TurnOnClock, WorkerMessage } from './ports.ts';
import type { StageUsage } from './usage.ts';

/** One side as the run knows it. Times are monotonic ms. */
export interface SideRun {
  name: string;
  state: SideState;
  joined: boolean;
  linked: boolean;
  left: boolean;
  /** An agent of the user's own, which nobody can ask for anything. */
  external: boolean;
  /** When it hung up after its goodbye. */
  hungUpAt: number | null;
  /** When it last was seen to speak. */
  lastActiveAt: number | null;
}

/** A turn that is being spoken (`endMonotonicMs` null) or was spoken. */
export interface RunTurn extends Omit<TurnOnClock, 'endMonotonicMs'> {
  /** 0-based, in the order in which turns were announced; unique within the run. */
  index: number;
  endMonotonicMs: number | null;
}

export type RecorderPhase = 'off' | 'joined' | 'listening' | 'down' | 'finished' | 'failed';

export interface RunState {
  sides: PerSide<SideRun>;
  turns: RunTurn[];
  announcedTurns: number;
  recorder: RecorderPhase;
  /** When sample 0 of the recording was; null until the recorder listens. */
  sampleZeroAt: number | null;
  /** The recorder's latest word about where the recording stands. */
  clock: ClockPoint | null;
  beganAt: number | null;
  /** Last sound that the recorder measured. */
  lastSoundAt: number | null;
  stopAsked: { message: string } | null;
  /** The user lets them finish; so many turns had begun by then. */
  finishAsked: { turns: number } | null;
  /** How many peaks of each side the recorder has told. */
  peaksTold: number;
  /** What was used so far, and how that stood whenever a turn had ended. */
  usage: StageUsage[];
  usageAtTurnEnds: StageUsage[][];
  /** Since when the budget allows no further turn. */
  budgetReachedAt: number | null;
  /** The first fault that ends the run. */
  fault: ErrorData | null;
}

export type RunEvent =
  | { kind: 'worker'; side: Side; message: WorkerMessage | Down; atMs: number }
  | { kind: 'recorder'; message: RecorderEvent; atMs: number }
  | { kind: 'began'; atMs: number }
  | { kind: 'fault'; error: ErrorData; atMs: number }
  | { kind: 'stop-asked'; message: string; atMs: number }
  | { kind: 'finish-asked'; atMs: number }
  | { kind: 'budget-reached'; atMs: number };

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

/** The state with something changed about one side. */
export function withSide(state: RunState, side: Side, change: Partial<SideRun>): RunState {
  return { ...state, sides: { ...state.sides, [side]: { ...state.sides[side], ...change } } };
}

/** A monotonic time as ms of the recording; 0 while nothing is recorded yet. */
export function recordingMs(state: RunState, monotonicMs: number): number {
  if (state.sampleZeroAt === null) return 0;
  const at = state.clock ?? { monotonicMs: state.sampleZeroAt, recordingMs: 0 };
  return Math.max(0, at.recordingMs + (monotonicMs - at.monotonicMs));
}

/** The turn that a side is speaking. */
export function inProgress(state: RunState, side: Side): RunTurn | undefined {
  return state.turns.find((turn) => turn.side === side && turn.endMonotonicMs === null);
}
