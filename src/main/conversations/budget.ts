import type { ConversationConfig } from '../../contract/conversation.ts';
import { StudioError } from '../../contract/errors.ts';
import { money } from '../../contract/money.ts';
import type { PerSide } from '../../contract/side.ts';
import type { PriceTable } from '../../contract/usage.ts';
import { costOf } from '../pricing/cost.ts';
import { leastBudget, reckonedTurn } from '../pricing/reckoned-turn.ts';
import { unpricedModels, usedModels } from '../pricing/used-models.ts';
import { compileInstructions } from './prompt.ts';
import type { RunState } from './run-state.ts';
import { usageEntries, type StageUsage } from './usage.ts';

/** How much a conversation may cost, and what is needed to know how much it does. US dollars. */
export interface Budget {
  usd: number;
  prices: PriceTable;
  stages: ConversationConfig['stages'];
  /** Characters of both sides' instructions. */
  prompts: PerSide<number>;
}

/** How a conversation stands to its budget, US dollars. */
export interface Spending {
  spentUsd: number;
  /** What had been spent when the last turn ended. */
  beforeUsd: number;
  /** What one more turn may cost. */
  nextUsd: number;
}

/** Characters of both sides' instructions. */
export function promptLengths(config: ConversationConfig): PerSide<number> {
  const length = (side: 'a' | 'b'): number => compileInstructions({ ...config, side }).length;
  return { a: length('a'), b: length('b') };
}

/** The budget of a run; undefined: it has none. */
export function budgetOf(config: ConversationConfig, prices: PriceTable): Budget | undefined {
  const { budgetUsd, stages } = config;
  if (budgetUsd === undefined) return undefined;
  return { usd: budgetUsd, prices, stages, prompts: promptLengths(config) };
}

export function spendingOf(
  { usage, usageAtTurnEnds, turns }: Pick<RunState, 'usage' | 'usageAtTurnEnds' | 'turns'>,
  { prices: table, stages, prompts }: Omit<Budget, 'usd'>,
): Spending {
  const cost = (used: readonly StageUsage[]): number =>
    costOf(usageEntries(used, stages), table).usd;
  const spentUsd = cost(usage);
  const marks = [0, ...usageAtTurnEnds.map(cost)];
  const costs = [...marks.slice(1), spentUsd].map((mark, index) => mark - (marks[index] ?? 0));
  const soFar = { turns: turns.length, dearestUsd: Math.max(0, ...costs) };
  const nextUsd = reckonedTurn({ stages }, { prompts, table }, soFar);
  return { spentUsd, beforeUsd: marks.at(-1) ?? 0, nextUsd };
}

/**
 * Whether no turn may begin beside those that are being said. The answer to a turn is prepared while that is
 * said, so this is decided when it begins: it may cost what a turn is reckoned to cost from now on, as may
 * the others that are being said, and as may the answer. Later it is only seen whether that was too little.
 *
 * @param hasBegun a turn has begun just now
 */
export function isLastAffordable(state: RunState, budget: Budget, hasBegun: boolean): boolean {
  const { spentUsd, beforeUsd, nextUsd } = spendingOf(state, budget);
  const open = state.turns.filter((turn) => turn.endMonotonicMs === null).length;
  if (hasBegun) return spentUsd + (open + 1) * nextUsd > budget.usd;
  if (open > 0) return spentUsd + nextUsd > budget.usd;
  // What was used since the last turn is a part of the next one.
  return Math.max(spentUsd, beforeUsd + nextUsd) > budget.usd;
}

/** One sentence for a person, with the amounts. */
export function budgetMessage({ spentUsd, nextUsd }: Spending, { usd }: Budget): string {
  const spent = `${money(spentUsd)} was spent, and another turn could have cost ${money(nextUsd)}`;
  return `The budget of ${money(usd)} allowed no further turn: ${spent}.`;
}

/**
 * A budget that could not be kept, or not be talked for, is refused before anything is started.
 *
 * @throws StudioError `invalid-input`: for models without a price, naming them, and for less than the least
 * that makes sense, naming it
 */
export function requireBudget(config: ConversationConfig, prices: PriceTable): void {
  if (config.budgetUsd === undefined) return;
  requirePrices(config.stages, prices);
  const leastUsd = leastBudget(config, { prompts: promptLengths(config), table: prices });
  if (config.budgetUsd >= leastUsd) return;
  const least = money(leastUsd);
  throw new StudioError({
    code: 'invalid-input',
    message: `The budget of ${money(config.budgetUsd)} is too small for this conversation: its first words and the answer alone may cost ${least}.`,
    remedy: `Give at least ${least}, or choose models that cost less.`,
    details: { leastUsd },
  });
}

function requirePrices(stages: ConversationConfig['stages'], prices: PriceTable): void {
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
