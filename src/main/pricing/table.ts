import type { Settings } from '../../contract/settings.ts';
import type { ModelPrice, PriceTable } from '../../contract/usage.ts';
import { OPENAI_PRICES, PRICES_AS_OF } from './openai-prices.ts';

/** The prices that Duologue brings. */
export const BUILT_IN_PRICES: PriceTable = { asOf: PRICES_AS_OF, prices: [...OPENAI_PRICES] };

/** The built-in prices with the user's own before them; the date is that of the older ones. */
export function effectivePrices({ prices: own }: Pick<Settings, 'prices'>): PriceTable {
  if (!own) return BUILT_IN_PRICES;
  const { asOf, prices } = BUILT_IN_PRICES;
  const left = prices.filter((price) => !own.prices.some((better) => replaces(better, price)));
  return { asOf: own.asOf < asOf ? own.asOf : asOf, prices: [...own.prices, ...left] };
}

function replaces(own: ModelPrice, builtIn: ModelPrice): boolean {
  if (own.model !== builtIn.model) return false;
  return own.server === undefined || own.server === builtIn.server;
}
