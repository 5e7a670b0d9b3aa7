import type { EndReason } from '../../contract/conversation.ts';
import type { ErrorData } from '../../contract/errors.ts';
import type { Side } from '../../contract/side.ts';
import type { RunState } from './run-state.ts';

/** That a conversation ends, and why. */
export interface Stop {
  reason: EndReason;
  status: 'completed' | 'stopped' | 'failed';
  /** One sentence for a person. */
  message: string;
  error: ErrorData | null;
}

/** The last turn's sound needs this long to reach the recording. */
export const TAIL_MS = 300;

export function faultStop(error: ErrorData): Stop {
  return { reason: 'fault', status: 'failed', message: error.message, error };
}

export function completed(reason: EndReason, message: string): Stop {
  return { reason, status: 'completed', message, error: null };
}

/** When a side's last turn ended, monotonic ms; -Infinity: it said nothing. */
export function lastEnd(state: RunState, side: Side): number {
  const ends = state.turns
    .filter((turn) => turn.side === side)
    .map((turn) => turn.endMonotonicMs ?? -Infinity);
  return Math.max(-Infinity, ...ends);
}
