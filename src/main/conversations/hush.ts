import type { Limits } from '../../contract/scenario.ts';
import { SIDES, type PerSide } from '../../contract/side.ts';
import type { WorkerPort } from './ports.ts';
import type { RunState } from './run-state.ts';
import { turnsAllowed } from './stop-rules.ts';

/** The states around an event. */
interface Change {
  before: RunState;
  after: RunState;
}

/**
 * As soon as the last allowed turn begins (or is found to be the last that the budget allows), both sides
 * are told to say nothing after it: else the other
 * would begin an answer while the end is still on its way, and be cut in its first word.
 */
export function hushAfterLastTurn(
  change: Change,
  limits: Limits,
  hush: { conversationId: string; workers: PerSide<WorkerPort> | undefined },
): void {
  if (!isLastTurn(change, limits) && !reachesBudget(change)) return;
  for (const side of SIDES) {
    // Nobody can ask an agent of the user's own.
    if (!change.after.sides[side].external) hush.workers?.[side].hush(hush.conversationId);
  }
}

function isLastTurn({ before, after }: Change, limits: Limits): boolean {
  const maxTurns = turnsAllowed(after, limits);
  // Not `announcedTurns`: a turn of which nothing was audible was taken back, and doesn't count.
  return before.turns.length < maxTurns && after.turns.length >= maxTurns;
}

function reachesBudget({ before, after }: Change): boolean {
  return before.budgetReachedAt === null && after.budgetReachedAt !== null;
}
