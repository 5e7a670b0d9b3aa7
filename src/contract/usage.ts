import { z } from 'zod';
import { providerSchema } from './provider.ts';
import { sideSchema } from './side.ts';

/** What uses something of a provider. */
export const usedStageSchema = z.enum(['llm', 'stt', 'tts', 'realtime']);
export type UsedStage = z.infer<typeof usedStageSchema>;

const count = z.number().min(0).default(0);

/** Amounts; what a provider doesn't tell or a stage doesn't have is 0. */
export const amountsSchema = z.object({
  requests: count,
  /** Text tokens of prompts; those from the cache are among them, and counted once more on their own. */
  inputTokens: count,
  cachedInputTokens: count,
  outputTokens: count,
  /** Tokens of sound, of models that bill them. */
  audioInputTokens: count,
  cachedAudioInputTokens: count,
  audioOutputTokens: count,
  /** Text that was sent to be spoken. */
  characters: count,
  /** Sound that was sent to be recognised, and that was made, s. */
  audioInputSeconds: count,
  audioOutputSeconds: count,
});
export type Amounts = z.infer<typeof amountsSchema>;

/** What one stage of one side used of one model. */
export const usageEntrySchema = z.object({
  side: sideSchema,
  stage: usedStageSchema,
  provider: providerSchema,
  /** Without it: the provider's own. */
  baseUrl: z.string().optional(),
  model: z.string(),
  amounts: amountsSchema,
  /** What that cost, US dollars; null: its price isn't known. Without it: not worked out. */
  usd: z.number().min(0).nullable().optional(),
});
export type UsageEntry = z.infer<typeof usageEntrySchema>;

/** More than this is a slip of the pen. */
const dollars = z.number().min(0).max(1_000_000);

/**
 * What a model costs, in US dollars. A model without a price here has none that is known; 0 is free.
 * Tokens and characters: for a million. Sound: for a minute.
 */
export const modelPriceSchema = z.strictObject({
  /** As providers name it; `gpt-4.1-mini` is also the price of `gpt-4.1-mini-2025-04-14`. */
  model: z.string().trim().min(1).max(200),
  /** Of which servers: `openai`, or the origin of one's own. Without it: wherever it runs. */
  server: z.string().trim().min(1).max(300).optional(),
  inputTokens: dollars.optional(),
  cachedInputTokens: dollars.optional(),
  outputTokens: dollars.optional(),
  audioInputTokens: dollars.optional(),
  cachedAudioInputTokens: dollars.optional(),
  audioOutputTokens: dollars.optional(),
  characters: dollars.optional(),
  audioInputMinutes: dollars.optional(),
  audioOutputMinutes: dollars.optional(),
});
export type ModelPrice = z.infer<typeof modelPriceSchema>;

/** Prices with the day on which they were looked up. */
export const priceTableSchema = z.strictObject({
  /** ISO 8601 date. */
  asOf: z.iso.date(),
  prices: z.array(modelPriceSchema).max(500),
});
export type PriceTable = z.infer<typeof priceTableSchema>;

export const costSchema = z.object({
  /** US dollars, of everything whose price is known. */
  usd: z.number().min(0),
  /** Models that were used and whose price isn't known: `usd` is too low by them. */
  unpriced: z.array(z.string()),
  /** ISO 8601 date of the price table. */
  pricesAsOf: z.string(),
});
export type Cost = z.infer<typeof costSchema>;

/** What a conversation used; entries are unique by side, stage, provider, baseUrl and model. */
export const usageSchema = z.object({ entries: z.array(usageEntrySchema), cost: costSchema });
export type Usage = z.infer<typeof usageSchema>;

/** What a run is expected to cost, before it starts. */
export interface Estimate {
  /** US dollars of one conversation: a short one, and one that goes to its limits. */
  perConversation: { lowUsd: number; highUsd: number };
  /** Of all of them. */
  total: { lowUsd: number; highUsd: number };
  /** Of one conversation without its budget, where the budget ends a dear one early. */
  withoutBudget?: { lowUsd: number; highUsd: number };
  /** Origins of servers that count as free for standing on this computer or in a private network, if any. */
  freeServers?: string[];
  /** The least budget of one conversation that is taken; 0: any. */
  leastBudgetUsd: number;
  /** Models without a known price: the figures are too low by them. */
  unpriced: string[];
  pricesAsOf: string;
  /** One sentence about what it assumes. */
  note: string;
}
