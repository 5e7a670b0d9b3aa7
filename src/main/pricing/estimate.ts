import type { ConversationConfig } from '../../contract/conversation.ts';
import type { PerSide, Side } from '../../contract/side.ts';
import type { Estimate } from '../../contract/usage.ts';
import { costOf } from './cost.ts';
import { leastBudget } from './reckoned-turn.ts';
import { pricesDay, type Prices } from './table.ts';
import { OFTEN, ONCE, turnEntries, USUAL_TURN, type Course } from './turn-amounts.ts';
import { freeServers, unpricedModels, usedModels } from './used-models.ts';

/** A short call; both sides together. */
const SHORT_CALL_TURNS = 6;
/** The shortest turns that a call to its time limit is full of, s. */
const BRISK_TURN_SECONDS = 5;

/** What conversations of this configuration would cost. @param prompts characters of both sides' instructions */
export function estimateCost(
  config: Pick<ConversationConfig, 'stages' | 'limits' | 'budgetUsd'>,
  options: { prompts: PerSide<number>; table: Prices; count: number },
): Estimate {
  const { table, count, prompts } = options;
  const { maxTurns, maxMinutes } = config.limits;
  const few = Math.min(SHORT_CALL_TURNS, maxTurns);
  const most = Math.min(maxTurns, Math.ceil((maxMinutes * 60) / BRISK_TURN_SECONDS));
  const many = Math.max(most, few);
  const usd = (turns: number, course: Omit<Course, 'length'>): number => {
    // Many turns in little time are short.
    const length = Math.min(1, (maxMinutes * 60) / (turns * USUAL_TURN.seconds));
    const entries = Array.from({ length: turns }, (_, before) => {
      const speaker: Side = before % 2 === 0 ? 'b' : 'a';
      return turnEntries(config.stages, { ...course, length, speaker, before }, prompts);
    });
    return costOf(entries.flat(), table).usd;
  };
  const withoutBudget = {
    lowUsd: usd(few, { tries: ONCE, cached: 0.8 }),
    highUsd: usd(many, { tries: OFTEN, cached: 0.3 }),
  };
  const budgetUsd = config.budgetUsd ?? Infinity;
  const perConversation = {
    lowUsd: Math.min(withoutBudget.lowUsd, budgetUsd),
    highUsd: Math.min(withoutBudget.highUsd, budgetUsd),
  };
  const used = usedModels(config.stages);
  const free = freeServers(used, table);
  return {
    perConversation,
    total: { lowUsd: perConversation.lowUsd * count, highUsd: perConversation.highUsd * count },
    ...(withoutBudget.highUsd > budgetUsd ? { withoutBudget } : {}),
    ...(free.length > 0 ? { freeServers: free } : {}),
    leastBudgetUsd: leastBudget(config, { prompts, table }),
    unpriced: unpricedModels(used, table),
    pricesAsOf: pricesDay(used, table),
    note: noteOf(few, many, maxMinutes),
  };
}

function noteOf(low: number, high: number, maxMinutes: number): string {
  const turns = low === high ? count(high, 'turn') : `${low} to ${count(high, 'turn')}`;
  return `For ${turns} in at most ${count(maxMinutes, 'minute')}; a call that is shorter costs less.`;
}

function count(amount: number, unit: string): string {
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
}
