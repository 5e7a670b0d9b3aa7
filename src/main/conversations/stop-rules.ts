import type { ErrorData } from '../../contract/errors.ts';
import type { Limits } from '../../contract/scenario.ts';
import { SIDES, type Side } from '../../contract/side.ts';
import { budgetMessage, spendingOf, type Budget } from './budget.ts';
import {
  afterHangUp,
  HANG_UP_FINISHING_MS,
  HANG_UP_GRACE_MS,
  HANG_UP_HEARD_MS,
  HANG_UP_THINKING_MS,
} from './goodbye-rule.ts';
import { inProgress, type RunState } from './run-state.ts';
import { completed, faultStop, lastEnd, TAIL_MS, type Stop } from './stop.ts';

/** Who was asked to finish gets so many turns more, both sides together. */
export const FINISH_TURNS = 4;

/** Whether the conversation has to end now. Times are monotonic ms. */
export function decideStop(
  state: RunState,
  nowMonotonicMs: number,
  limits: Limits,
  budget?: Budget,
): Stop | undefined {
  return (
    afterFault(state) ??
    afterRequest(state) ??
    afterHangUp(state, nowMonotonicMs) ??
    afterTurns(state, nowMonotonicMs, limits) ??
    afterBudget(state, nowMonotonicMs, budget) ??
    afterFinishing(state, nowMonotonicMs) ??
    afterMinutes(state, nowMonotonicMs, limits) ??
    afterSilence(state, nowMonotonicMs, limits)
  );
}

function afterFault(state: RunState): Stop | undefined {
  return state.fault ? faultStop(state.fault) : undefined;
}

function afterRequest(state: RunState): Stop | undefined {
  if (!state.stopAsked) return undefined;
  const { message } = state.stopAsked;
  return { reason: 'stopped', status: 'stopped', message, error: null };
}

function afterTurns(state: RunState, nowMs: number, limits: Limits): Stop | undefined {
  if (!haveEnded(state, nowMs, limits.maxTurns)) return undefined;
  return completed('max-turns', `The limit of ${count(limits.maxTurns, 'turn')} was reached.`);
}

/** How many turns may begin: by the limit, or because the user lets them finish. */
export function turnsAllowed(state: RunState, limits: Limits): number {
  return Math.min(limits.maxTurns, finishAfter(state) ?? Infinity);
}

function finishAfter({ finishAsked }: RunState): number | undefined {
  return finishAsked ? finishAsked.turns + FINISH_TURNS : undefined;
}

/**
 * Both sides were told to say no more when the budget was found to allow no further turn: whoever still
 * speaks is heard out, and so is who was about to.
 */
function afterBudget(state: RunState, nowMs: number, budget: Budget | undefined): Stop | undefined {
  const { budgetReachedAt, beganAt } = state;
  if (!budget || budgetReachedAt === null || beganAt === null) return undefined;
  if (SIDES.some((side) => inProgress(state, side))) return undefined;
  const quietSince = Math.max(budgetReachedAt, beganAt, ...SIDES.map((s) => lastEnd(state, s)));
  if (nowMs < quietSince + budgetGraceMs(state)) return undefined;
  return completed('budget', budgetMessage(spendingOf(state, budget), budget));
}

function budgetGraceMs(state: RunState): number {
  const last = state.turns.at(-1);
  if (!last) return HANG_UP_FINISHING_MS;
  const isComing = SIDES.some((side) => ['thinking', 'speaking'].includes(state.sides[side].state));
  if (isComing) return HANG_UP_THINKING_MS;
  return last.heard === null ? HANG_UP_HEARD_MS : HANG_UP_GRACE_MS;
}

/** They were asked to come to an end and did not. A goodbye that is under way is left to its own rule. */
function afterFinishing(state: RunState, nowMs: number): Stop | undefined {
  const allowed = finishAfter(state);
  if (allowed === undefined || !haveEnded(state, nowMs, allowed)) return undefined;
  if (SIDES.some((side) => state.sides[side].hungUpAt !== null)) return undefined;
  const message = `They were asked to finish and said no goodbye within ${count(FINISH_TURNS, 'turn')}.`;
  return { reason: 'stopped', status: 'stopped', message, error: null };
}

/** Whether so many turns are over, the sound of the last of them included. */
function haveEnded(state: RunState, nowMs: number, turns: number): boolean {
  const ends = state.turns.flatMap((turn) => turn.endMonotonicMs ?? []);
  if (ends.length < turns) return false;
  const last = ends.toSorted((x, y) => x - y)[turns - 1] ?? nowMs;
  return nowMs >= last + TAIL_MS;
}

function afterMinutes(state: RunState, nowMs: number, limits: Limits): Stop | undefined {
  if (state.beganAt === null || nowMs < state.beganAt + limits.maxMinutes * 60_000) {
    return undefined;
  }
  return completed(
    'max-minutes',
    `The limit of ${count(limits.maxMinutes, 'minute')} was reached.`,
  );
}

function afterSilence(state: RunState, nowMs: number, limits: Limits): Stop | undefined {
  if (state.beganAt === null || SIDES.some((side) => isBusy(state, side))) return undefined;
  const lastSound = Math.max(
    state.beganAt,
    state.lastSoundAt ?? -Infinity,
    ...SIDES.map((side) => state.sides[side].lastActiveAt ?? -Infinity),
  );
  if (nowMs < lastSound + limits.silenceSeconds * 1000) return undefined;
  const message = `Nobody spoke for ${count(limits.silenceSeconds, 'second')}.`;
  return state.announcedTurns > 0 ? completed('silence', message) : mute(message);
}

/** A call in which nobody ever said a word has not worked, whatever its providers answered. */
function mute(message: string): Stop {
  const error: ErrorData = {
    code: 'provider-failed',
    message: 'Nobody ever said a word: the language model or the voice gave nothing.',
    remedy: 'Check that the models of both sides answer.',
  };
  return { reason: 'silence', status: 'failed', message, error };
}

function isBusy(state: RunState, side: Side): boolean {
  const now = state.sides[side].state;
  return now === 'speaking' || now === 'thinking' || inProgress(state, side) !== undefined;
}

function count(amount: number, unit: string): string {
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
}
