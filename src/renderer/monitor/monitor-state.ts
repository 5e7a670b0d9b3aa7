import type { ErrorData } from '../../contract/errors.ts';
import { assertNever } from '../../contract/kind.ts';
import type { PerSide, Side } from '../../contract/side.ts';

/** How listening in stands. */
export type MonitorPhase =
  /** Not asked to listen. */
  | { kind: 'off' }
  /** The conversation has no room yet. */
  | { kind: 'waiting' }
  | { kind: 'connecting' }
  /** Connected, but the browser lets nothing sound before the user has pressed something. */
  | { kind: 'blocked' }
  | { kind: 'listening' }
  /** The connection is lost and being made anew. */
  | { kind: 'reconnecting' }
  /** The conversation is over. */
  | { kind: 'ended' }
  | { kind: 'failed'; error: ErrorData };

export interface MonitorState {
  phase: MonitorPhase;
  /** Whose sound arrives. */
  present: PerSide<boolean>;
}

export type MonitorEvent =
  | { kind: 'turned-off' }
  | { kind: 'no-room' }
  | { kind: 'connecting' }
  | { kind: 'connected' }
  | { kind: 'audible'; audible: boolean }
  /** The client makes the connection anew, its tracks stay. */
  | { kind: 'reconnecting' }
  /** The room was left and is to be joined again. */
  | { kind: 'lost' }
  | { kind: 'sound'; side: Side; arrives: boolean }
  | { kind: 'ended' }
  | { kind: 'failed'; error: ErrorData };

const nobody: PerSide<boolean> = { a: false, b: false };

export const INITIAL_MONITOR: MonitorState = { phase: { kind: 'off' }, present: nobody };

/** @param audible whether the browser lets sound out at this moment */
export function reduceMonitor(
  state: MonitorState,
  event: MonitorEvent,
  audible: boolean,
): MonitorState {
  switch (event.kind) {
    case 'turned-off':
      return INITIAL_MONITOR;
    case 'no-room':
      return { phase: { kind: 'waiting' }, present: nobody };
    case 'connecting':
      return { phase: { kind: 'connecting' }, present: nobody };
    case 'connected':
      return { ...state, phase: { kind: audible ? 'listening' : 'blocked' } };
    case 'audible':
      return withAudible(state, event.audible);
    case 'reconnecting':
      return { ...state, phase: { kind: 'reconnecting' } };
    case 'lost':
      return { phase: { kind: 'reconnecting' }, present: nobody };
    case 'sound':
      return { ...state, present: { ...state.present, [event.side]: event.arrives } };
    case 'ended':
      return { phase: { kind: 'ended' }, present: nobody };
    case 'failed':
      return { phase: { kind: 'failed', error: event.error }, present: nobody };
    default:
      return assertNever(event);
  }
}

function withAudible(state: MonitorState, audible: boolean): MonitorState {
  const { kind } = state.phase;
  if (kind !== 'listening' && kind !== 'blocked') return state;
  return { ...state, phase: { kind: audible ? 'listening' : 'blocked' } };
}

/** How long to wait before the next try to connect, ms; `failures` in a row so far, from 1. */
export function retryDelayMs(failures: number): number {
  return Math.min(8000, 500 * 2 ** (failures - 1));
}

/** After so many failures in a row the monitor stops trying and says so. */
export const MOST_FAILURES = 6;
