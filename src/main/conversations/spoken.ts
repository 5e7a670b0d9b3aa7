import type { TurnOnClock } from './ports.ts';
import type { RunState, RunTurn } from './run-state.ts';

/** All turns with an end; of one that its worker never ended (it crashed) what is known. */
export function closedTurns(state: RunState, nowMonotonicMs: number): RunTurn[] {
  return state.turns.flatMap((turn) => asFarAsKnown(turn, nowMonotonicMs) ?? []);
}

/**
 * A turn that goes on, as if it had been cut off now: with the words whose sound was handed out, else as
 * far as the other side heard it. Undefined when nothing is known of its words. One that ended stays.
 */
export function asFarAsKnown(turn: RunTurn, nowMonotonicMs: number): RunTurn | undefined {
  if (turn.endMonotonicMs !== null) return turn;
  const text = turn.words.map((word) => word.text).join(' ') || turn.heard;
  if (text === null) return undefined;
  const soFarMs = nowMonotonicMs - turn.startMonotonicMs;
  const playedMs = turn.words.at(-1)?.endMs ?? soFarMs;
  return {
    ...turn,
    text,
    intended: text,
    interrupted: true,
    endMonotonicMs: turn.startMonotonicMs + playedMs,
    playedMs,
  };
}

/** The turns as alignment takes them. */
export function turnsOnClock(state: RunState, nowMonotonicMs: number): TurnOnClock[] {
  return closedTurns(state, nowMonotonicMs).map(({ index: _, endMonotonicMs, ...turn }) => ({
    ...turn,
    endMonotonicMs: endMonotonicMs ?? nowMonotonicMs,
  }));
}
