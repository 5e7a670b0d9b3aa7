import { otherSide, SIDES, type Side } from '../../contract/side.ts';
import { inProgress, type RunState } from './run-state.ts';
import { completed, lastEnd, TAIL_MS, type Stop } from './stop.ts';

/** After a goodbye the other side may still answer it: within this time it has to begin … */
export const HANG_UP_GRACE_MS = 400;
/** … or within this time, while it is seen to think about an answer. */
export const HANG_UP_THINKING_MS = 1500;
/** What was last said is given this long to be understood. */
export const HANG_UP_HEARD_MS = 800;
/** Asked to finish, the other side is sure to answer: a busy machine may take this long to begin. */
export const HANG_UP_FINISHING_MS = 3000;
/** However long it talks: this long after the hang-up the line is dead. */
export const HANG_UP_LIMIT_MS = 10_000;
/** Whether the call is over since somebody hung up. */
export function afterHangUp(state: RunState, nowMs: number): Stop | undefined {
  const gone = SIDES.filter((side) => state.sides[side].hungUpAt !== null);
  const [first] = gone.toSorted((x, y) => hungUpAt(state, x) - hungUpAt(state, y));
  if (!first) return undefined;
  const bye = completed('goodbye', farewell(state, first));
  if (nowMs >= hungUpAt(state, first) + HANG_UP_LIMIT_MS) return bye;
  // Nobody who hung up speaks again: a turn begun after that is cut off at once.
  if (gone.some((side) => beganAfterGoodbye(state, side))) return bye;
  const other = otherSide(first);
  // An agent that hangs up leaves: nobody hears what is said after that.
  if (state.sides[first].left) return nowMs >= hungUpAt(state, first) + TAIL_MS ? bye : undefined;
  if (inProgress(state, other)) return undefined;
  const quietSince = Math.max(...gone.map((side) => hungUpAt(state, side)), lastEnd(state, other));
  return nowMs >= quietSince + graceMs(state, other) ? bye : undefined;
}

function farewell({ sides }: RunState, side: Side): string {
  const { name, external } = sides[side];
  return external ? `${name} ended the call.` : `${name} said goodbye and hung up.`;
}

function graceMs(state: RunState, other: Side): number {
  const { state: doing, hungUpAt: otherHungUpAt } = state.sides[other];
  if (state.finishAsked && otherHungUpAt === null) return HANG_UP_FINISHING_MS;
  if (doing === 'thinking' && otherHungUpAt === null) return HANG_UP_THINKING_MS;
  const last = state.turns.at(-1);
  return last && last.heard === null ? HANG_UP_HEARD_MS : HANG_UP_GRACE_MS;
}

function beganAfterGoodbye(state: RunState, side: Side): boolean {
  const turn = inProgress(state, side);
  return turn !== undefined && turn.startMonotonicMs > hungUpAt(state, side);
}

function hungUpAt(state: RunState, side: Side): number {
  return state.sides[side].hungUpAt ?? -Infinity;
}
