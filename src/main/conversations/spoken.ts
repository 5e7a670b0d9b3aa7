import type { TurnOnClock } from './ports.ts';
import type { RunState, RunTurn } from './run-state.ts';

/**
 * All turns with an end. A turn that its worker never ended (it crashed) is kept as far as the other
 * side heard it; nothing else is known of its words.
 */
export function closedTurns(state: RunState, nowMonotonicMs: number): RunTurn[] {
  return state.turns.flatMap((turn) => {
    if (turn.endMonotonicMs !== null) return [turn];
    if (turn.heard === null) return [];
    return [
      {
        ...turn,
        text: turn.heard,
        intended: turn.heard,
        interrupted: true,
        endMonotonicMs: nowMonotonicMs,
        playedMs: nowMonotonicMs - turn.startMonotonicMs,
      },
    ];
  });
}

/** The turns as alignment takes them. */
export function turnsOnClock(state: RunState, nowMonotonicMs: number): TurnOnClock[] {
  return closedTurns(state, nowMonotonicMs).map(({ index: _, endMonotonicMs, ...turn }) => ({
    ...turn,
    endMonotonicMs: endMonotonicMs ?? nowMonotonicMs,
  }));
}
