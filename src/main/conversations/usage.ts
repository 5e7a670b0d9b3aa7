import type { ConversationConfig } from '../../contract/conversation.ts';
import type { Side } from '../../contract/side.ts';
import {
  amountsSchema,
  type Amounts,
  type PriceTable,
  type Usage,
  type UsageEntry,
  type UsedStage,
} from '../../contract/usage.ts';
import { costOf, entryCost } from '../pricing/cost.ts';
import { usedModels } from '../pricing/used-models.ts';

/** What one stage of one side has used of one model so far. */
export interface StageUsage {
  side: Side;
  stage: UsedStage;
  model: string;
  amounts: Amounts;
}

const AMOUNTS = amountsSchema.keyof().options;

/** With what was used since. Entries are unique by side, stage and model, in the order of their first use. */
export function withUsed(
  usage: readonly StageUsage[],
  { side, stage, model, amounts }: StageUsage,
): StageUsage[] {
  const used = { side, stage, model, amounts };
  const isSame = (entry: StageUsage): boolean =>
    entry.side === used.side && entry.stage === used.stage && entry.model === used.model;
  if (!usage.some(isSame)) return [...usage, used];
  return usage.map((entry) =>
    isSame(entry) ? { ...entry, amounts: sum(entry.amounts, used.amounts) } : entry,
  );
}

function sum(x: Amounts, y: Amounts): Amounts {
  const total = { ...x };
  for (const amount of AMOUNTS) total[amount] += y[amount];
  return total;
}

/** With who serves each stage, as the configuration says. */
export function usageEntries(
  usage: readonly StageUsage[],
  stages: ConversationConfig['stages'],
): UsageEntry[] {
  const models = usedModels(stages);
  return usage.flatMap((used) => {
    const ofStage = models.filter(({ side, stage }) => side === used.side && stage === used.stage);
    const [served] = ofStage.length > 0 ? ofStage : models.filter(({ side }) => side === used.side);
    return served ? [{ ...served, ...used }] : [];
  });
}

/** What a conversation used, with its cost by these prices. */
export function pricedUsage(
  usage: readonly StageUsage[],
  stages: ConversationConfig['stages'],
  prices: PriceTable,
): Usage {
  const entries = usageEntries(usage, stages).map((entry) => ({
    ...entry,
    usd: entryCost(entry, prices) ?? null,
  }));
  return { entries, cost: costOf(entries, prices) };
}
