import { SIDES, type PerSide } from '../../contract/side.ts';
import type { WorkerPort } from './ports.ts';
import type { RunState } from './run-state.ts';

/**
 * As soon as the last allowed turn begins, both sides are told to say nothing after it: else the other
 * would begin an answer while the end is still on its way, and be cut in its first word.
 */
export function hushAfterLastTurn(
  change: { before: RunState; after: RunState },
  maxTurns: number,
  hush: { conversationId: string; workers: PerSide<WorkerPort> | undefined },
): void {
  const { before, after } = change;
  if (before.announcedTurns >= maxTurns || after.announcedTurns < maxTurns) return;
  for (const side of SIDES) hush.workers?.[side].hush(hush.conversationId);
}
