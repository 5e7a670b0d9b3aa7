import { amountsSchema, type Amounts, type UsageEntry } from '../../../src/contract/usage.ts';

/** What one stage used; give what the test is about. */
export function entry(
  amounts: Partial<Amounts>,
  more: Partial<Omit<UsageEntry, 'amounts'>> = {},
): UsageEntry {
  return {
    ...{ side: 'a', stage: 'llm', provider: 'openai', model: 'gpt-4.1-mini' },
    ...more,
    amounts: amountsSchema.parse(amounts),
  };
}
