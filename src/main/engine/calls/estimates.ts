import { parseInput } from '../../../contract/errors.ts';
import { estimateRunSchema, type ConversationCalls } from '../../../contract/studio-api.ts';
import { freezeConfig } from '../../conversations/freeze.ts';
import { promptLengths, requireBudget } from '../../conversations/budget.ts';
import { estimateCost } from '../../pricing/estimate.ts';
import { effectivePrices } from '../../pricing/table.ts';
import { freezeOptions, type StudioParts } from './parts.ts';

/** What a run would cost; nothing is started. */
export function estimateCall(parts: StudioParts): ConversationCalls['estimateRun'] {
  return async (asked) => {
    const { request, count } = parseInput(estimateRunSchema, asked, 'The request');
    const config = freezeConfig(request, freezeOptions(parts));
    const table = effectivePrices(parts.settings.settings);
    requireBudget(config, table);
    return estimateCost(config, { prompts: promptLengths(config), table, count });
  };
}
