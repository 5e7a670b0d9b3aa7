import type { ConversationConfig } from '../../contract/conversation.ts';
import { StudioError } from '../../contract/errors.ts';
import type { PriceTable } from '../../contract/usage.ts';
import { money } from '../money.ts';
import { costOf } from '../pricing/cost.ts';
import { unpricedModels, usedModels } from '../pricing/used-models.ts';
import type { RunState } from './run-state.ts';
import { usageEntries, type StageUsage } from './usage.ts';

/** How much a conversation may cost, and what is needed to know how much it does. US dollars. */
export interface Budget {
  usd: number;
  prices: PriceTable;
  stages: ConversationConfig['stages'];
}

/** How a conversation stands to its budget, US dollars. */
export interface Spending {
  spentUsd: number;
  /** The dearest turn so far; what the present one has cost up to now counts as one. */
  dearestUsd: number;
}

/** The budget of a run; undefined: it has none. */
export function budgetOf(
  { budgetUsd, stages }: Pick<ConversationConfig, 'budgetUsd' | 'stages'>,
  prices: PriceTable,
): Budget | undefined {
  return budgetUsd === undefined ? undefined : { usd: budgetUsd, prices, stages };
}

export function spendingOf(
  { usage, usageAtTurnEnds }: Pick<RunState, 'usage' | 'usageAtTurnEnds'>,
  { prices, stages }: Omit<Budget, 'usd'>,
): Spending {
  const cost = (used: readonly StageUsage[]): number =>
    costOf(usageEntries(used, stages), prices).usd;
  const spentUsd = cost(usage);
  const marks = [0, ...usageAtTurnEnds.map(cost), spentUsd];
  const turns = marks.slice(1).map((mark, index) => mark - (marks[index] ?? 0));
  return { spentUsd, dearestUsd: Math.max(0, ...turns) };
}

/**
 * Whether the turn that is being said has to be the last: as dear as the dearest so far, one more would go
 * beyond the budget. While a turn is said, what it is still going to cost is taken into account too.
 */
export function isLastAffordable(state: RunState, budget: Budget): boolean {
  const { spentUsd, dearestUsd } = spendingOf(state, budget);
  const before = state.usageAtTurnEnds.at(-1) ?? [];
  const beforeUsd = costOf(usageEntries(before, budget.stages), budget.prices).usd;
  const isTalking = state.turns.some((turn) => turn.endMonotonicMs === null);
  const afterThisUsd = isTalking ? Math.max(spentUsd, beforeUsd + dearestUsd) : spentUsd;
  return spentUsd > 0 && afterThisUsd + dearestUsd > budget.usd;
}

/** One sentence for a person, with the amounts. */
export function budgetMessage({ spentUsd, dearestUsd }: Spending, { usd }: Budget): string {
  const spent = `${money(spentUsd)} was spent, and another turn could have cost ${money(dearestUsd)}`;
  return `The budget of ${money(usd)} allowed no further turn: ${spent}.`;
}

/**
 * A budget over a model without a price could not be kept.
 * @throws StudioError `invalid-input`, naming the models and where to add a price
 */
export function requirePrices(
  { budgetUsd, stages }: Pick<ConversationConfig, 'budgetUsd' | 'stages'>,
  prices: PriceTable,
): void {
  if (budgetUsd === undefined) return;
  const unpriced = unpricedModels(usedModels(stages), prices);
  if (unpriced.length === 0) return;
  const names = unpriced.map((name) => `“${name}”`).join(' and ');
  throw new StudioError({
    code: 'invalid-input',
    message: `There is a budget, but no price is known for ${names}.`,
    remedy: 'Add a price under “Prices” in the settings, or run without a budget.',
    details: { models: unpriced },
  });
}
