import type { Limits } from '../../contract/scenario.ts';
import { SIDES, type PerSide } from '../../contract/side.ts';
import type { WorkerPort } from './ports.ts';
import type { RunState } from './run-state.ts';
import { turnsAllowed } from './stop-rules.ts';

/**
 * As soon as the last allowed turn begins, both sides are told to say nothing after it: else the other
 * would begin an answer while the end is still on its way, and be cut in its first word.
 */
export function hushAfterLastTurn(
  change: { before: RunState; after: RunState },
  limits: Limits,
  hush: { conversationId: string; workers: PerSide<WorkerPort> | undefined },
): void {
  const { before, after } = change;
  const maxTurns = turnsAllowed(after, limits);
  // Not `announcedTurns`: a turn of which nothing was audible was taken back, and doesn't count.
  if (before.turns.length >= maxTurns || after.turns.length < maxTurns) return;
  for (const side of SIDES) hush.workers?.[side].hush(hush.conversationId);
}
