import type { Amounts, Cost, ModelPrice, PriceTable, UsageEntry } from '../../contract/usage.ts';
import { priceOf } from './price-of.ts';
import { pricesDay, type Prices } from './table.ts';

const MILLION = 1_000_000;
const MINUTE_S = 60;
/** OpenAI counts a token of sound per 100 ms heard and per 50 ms said (guide "Managing costs"). */
export const HEARD_TOKENS_PER_SECOND = 10;
export const SAID_TOKENS_PER_SECOND = 20;

/** What was used costs, as far as its prices are known. */
export function costOf(entries: readonly UsageEntry[], table: Prices): Cost {
  const priced = entries.map((entry) => ({ ...entry, usd: entryCost(entry, table) }));
  const unpriced = priced.filter(({ usd }) => usd === undefined).map(({ model }) => model);
  return {
    usd: priced.reduce((sum, { usd }) => sum + (usd ?? 0), 0),
    unpriced: [...new Set(unpriced)],
    pricesAsOf: pricesDay(entries, table),
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
    heardCost(price, amounts) +
    spokenCost(price, amounts)
  );
}

/**
 * By tokens; what told none (requests that were cancelled, servers that never do) by the minute. Without a
 * price of tokens all of it is by the minute.
 */
function heardCost(price: ModelPrice, amounts: Amounts): number {
  const { audioInputTokens: tokens, audioInputSeconds: seconds } = amounts;
  const told = price.audioInputTokens === undefined ? 0 : tokens / HEARD_TOKENS_PER_SECOND;
  return audioInputCost(price, amounts) + byMinute(price.audioInputMinutes, seconds - told);
}

function spokenCost(price: ModelPrice, amounts: Amounts): number {
  const { audioOutputTokens: tokens, audioOutputSeconds: seconds } = amounts;
  const told = price.audioOutputTokens === undefined ? 0 : tokens / SAID_TOKENS_PER_SECOND;
  const byToken = ((price.audioOutputTokens ?? 0) * tokens) / MILLION;
  return byToken + byMinute(price.audioOutputMinutes, seconds - told);
}

function byMinute(price = 0, seconds: number): number {
  return (price * Math.max(0, seconds)) / MINUTE_S;
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
