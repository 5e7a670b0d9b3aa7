import type { Amounts, Cost, ModelPrice, PriceTable, UsageEntry } from '../../contract/usage.ts';
import { priceOf } from './price-of.ts';

const MILLION = 1_000_000;
const MINUTE_S = 60;

/** What was used costs, as far as its prices are known. */
export function costOf(entries: readonly UsageEntry[], table: PriceTable): Cost {
  const priced = entries.map((entry) => ({ ...entry, usd: entryCost(entry, table) }));
  const unpriced = priced.filter(({ usd }) => usd === undefined).map(({ model }) => model);
  return {
    usd: priced.reduce((sum, { usd }) => sum + (usd ?? 0), 0),
    unpriced: [...new Set(unpriced)],
    pricesAsOf: table.asOf,
  };
}

/** US dollars; undefined when what was used has no known price. */
export function entryCost(entry: UsageEntry, table: PriceTable): number | undefined {
  const price = priceOf(entry, table);
  if (price === 'free') return 0;
  if (price === undefined || !coversUsed(price, entry)) return undefined;
  const { amounts } = entry;
  return (
    textCost(price, amounts) +
    (price.characters ?? 0) * (amounts.characters / MILLION) +
    // By tokens or by the minute. Where both are known, the higher: requests that were cancelled told no
    // tokens, but their sound was counted.
    Math.max(
      audioInputCost(price, amounts),
      (price.audioInputMinutes ?? 0) * (amounts.audioInputSeconds / MINUTE_S),
    ) +
    Math.max(
      (price.audioOutputTokens ?? 0) * (amounts.audioOutputTokens / MILLION),
      (price.audioOutputMinutes ?? 0) * (amounts.audioOutputSeconds / MINUTE_S),
    )
  );
}

function textCost(price: ModelPrice, amounts: Amounts): number {
  const input = price.inputTokens ?? 0;
  const cached = Math.min(amounts.cachedInputTokens, amounts.inputTokens);
  const fresh = amounts.inputTokens - cached;
  const cachedPrice = price.cachedInputTokens ?? input;
  return (
    (input * fresh + cachedPrice * cached + (price.outputTokens ?? 0) * amounts.outputTokens) /
    MILLION
  );
}

function audioInputCost(price: ModelPrice, amounts: Amounts): number {
  const input = price.audioInputTokens ?? 0;
  const cached = Math.min(amounts.cachedAudioInputTokens, amounts.audioInputTokens);
  const fresh = amounts.audioInputTokens - cached;
  return (input * fresh + (price.cachedAudioInputTokens ?? input) * cached) / MILLION;
}

/** Whether a price says something about what this kind of stage is paid for. */
export function coversStage(price: ModelPrice, stage: UsageEntry['stage']): boolean {
  const known = (...units: (keyof ModelPrice)[]) => units.some((unit) => price[unit] !== undefined);
  switch (stage) {
    case 'llm':
      return known('inputTokens') && known('outputTokens');
    case 'stt':
      return known('audioInputMinutes', 'audioInputTokens');
    case 'tts':
      return known('characters', 'audioOutputMinutes');
    case 'realtime':
      return (
        known('audioInputTokens', 'audioInputMinutes') &&
        known('audioOutputTokens', 'audioOutputMinutes')
      );
  }
}

function coversUsed(price: ModelPrice, { stage, amounts }: UsageEntry): boolean {
  if (!coversStage(price, stage)) return false;
  if (stage !== 'stt' || price.audioInputMinutes !== undefined) return true;
  // Priced by tokens only, by a server that told none.
  return amounts.audioInputTokens > 0 || amounts.audioInputSeconds === 0;
}
