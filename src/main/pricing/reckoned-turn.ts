import type { ConversationConfig } from '../../contract/conversation.ts';
import { SIDES, type PerSide } from '../../contract/side.ts';
import type { PriceTable } from '../../contract/usage.ts';
import { costOf } from './cost.ts';
import { OFTEN, turnEntries, type Course } from './turn-amounts.ts';

/** A long turn with everything that is done in vain: twice the usual length, nothing from a cache. */
const DEAR: Course = { length: 2, tries: OFTEN, cached: 0 };
/**
 * A turn may be so much dearer than the dearest before it: what is sent along grows with the talk, and
 * people don't take turns of equal length.
 */
const GROWTH = 1.5;
/** What a longer history makes dearer is seen in the turns that were said by then. */
const MOST_HISTORY = 4;
/** A budget has to allow a word and its answer. */
const LEAST_TURNS = 2;

export interface Reckoning {
  /** Characters of both sides' instructions. */
  prompts: PerSide<number>;
  table: PriceTable;
}

/**
 * What the next turn may cost, US dollars: as much as a long one of anybody, and half as much again as the
 * dearest so far. A turn may still be dearer; nobody can know what a model is going to say.
 *
 * @param so far: how many turns were begun, and what the dearest of them has cost
 */
export function reckonedTurn(
  { stages }: Pick<ConversationConfig, 'stages'>,
  { prompts, table }: Reckoning,
  { turns, dearestUsd }: { turns: number; dearestUsd: number },
): number {
  const before = Math.min(turns, MOST_HISTORY);
  const longTurns = SIDES.map(
    (speaker) => costOf(turnEntries(stages, { ...DEAR, speaker, before }, prompts), table).usd,
  );
  return Math.max(...longTurns, dearestUsd * GROWTH);
}

/**
 * The least budget that makes sense, US dollars: of two turns, or of the one that the limits allow. Rounded
 * up to two digits that count, so that what is shown of it is enough.
 */
export function leastBudget(
  config: Pick<ConversationConfig, 'stages' | 'limits'>,
  reckoning: Reckoning,
): number {
  const turns = Math.min(LEAST_TURNS, config.limits.maxTurns);
  return roundedUp(turns * reckonedTurn(config, reckoning, { turns: 1, dearestUsd: 0 }));
}

function roundedUp(usd: number): number {
  if (usd === 0) return 0;
  const unit = 10 ** (Math.floor(Math.log10(usd)) - 1);
  return Number((Math.ceil(usd / unit) * unit).toPrecision(2));
}
