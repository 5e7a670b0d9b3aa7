import type { StartConversation } from '../../../../contract/studio-api.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { renderEstimate } from '../render/cost.ts';
import type { Session } from '../session.ts';
import { coverageOf } from './coverage.ts';
import type { RunOptions } from './request.ts';

/** Says what a run would cost; starts nothing. @param request with the budget that each would have */
export async function printEstimate(
  { studio, output }: Session,
  request: StartConversation | undefined,
  { count, totalBudget }: Pick<RunOptions, 'count' | 'totalBudget'>,
): Promise<ExitCode> {
  if (request === undefined) return EXIT.failure;
  // As in a batch: none may cost more than all of them together.
  const budgetUsd = Math.min(totalBudget ?? Infinity, request.budgetUsd ?? Infinity);
  const capped = totalBudget === undefined ? request : { ...request, budgetUsd };
  const estimate = await studio.estimateRun({ request: capped, count });
  const total = totalBudget === undefined ? undefined : coverageOf(totalBudget, estimate, count);
  const told = { ...estimate, count, ...(total ? { totalBudget: total } : {}) };
  output.result({ estimate: told }, (screen) => renderEstimate(told, screen));
  return EXIT.ok;
}
