import type { Settings } from '../../contract/settings.ts';
import type { ModelPrice, PriceTable } from '../../contract/usage.ts';
import { OPENAI_PRICES, PRICES_AS_OF } from './openai-prices.ts';
import { priceOf, type PricedModel } from './price-of.ts';

/** A table that may be made of others, which have days of their own. */
export interface Prices extends PriceTable {
  parts?: readonly PriceTable[];
}

/** The prices that Duologue brings. */
export const BUILT_IN_PRICES: PriceTable = { asOf: PRICES_AS_OF, prices: [...OPENAI_PRICES] };

/** The built-in prices with the user's own before them; the date is that of the older ones. */
export function effectivePrices({ prices: own }: Pick<Settings, 'prices'>): Prices {
  if (!own) return BUILT_IN_PRICES;
  const { asOf, prices } = BUILT_IN_PRICES;
  const left = prices.filter((price) => !own.prices.some((better) => replaces(better, price)));
  return {
    asOf: own.asOf < asOf ? own.asOf : asOf,
    prices: [...own.prices, ...left],
    parts: [own, BUILT_IN_PRICES],
  };
}

/** The day of the oldest of the prices that these models have; where none has one, that of the table. */
export function pricesDay(used: readonly PricedModel[], table: Prices): string {
  const { parts = [], asOf } = table;
  if (parts.length === 0) return asOf;
  const days = used.flatMap((model) => {
    const price = priceOf(model, table);
    if (price === undefined || price === 'free') return [];
    return parts.find(({ prices }) => prices.includes(price))?.asOf ?? [];
  });
  return days.toSorted()[0] ?? asOf;
}

function replaces(own: ModelPrice, builtIn: ModelPrice): boolean {
  if (own.model !== builtIn.model) return false;
  return own.server === undefined || own.server === builtIn.server;
}
