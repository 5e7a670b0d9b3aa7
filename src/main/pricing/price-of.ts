import { originOf } from '../../contract/key-ring.ts';
import { OPENAI_BASE_URL } from '../../contract/provider.ts';
import type { ModelPrice, PriceTable, UsageEntry } from '../../contract/usage.ts';
import { isPrivateServer } from './private-server.ts';

/** A model of a server. */
export type PricedModel = Pick<UsageEntry, 'provider' | 'model'> & { baseUrl?: string | undefined };

/** Versions of a model carry a date: `-2025-04-14`, in older names `-0125`. */
const VERSION = /^-\d{4}(-\d{2}-\d{2})?$/;

/**
 * What a model costs; `free`: nothing (the rehearsal, and servers of one's own that the table doesn't
 * price); undefined: not known. A price of exactly this model comes before one of its versions, and one of
 * this server before one of any.
 */
export function priceOf(used: PricedModel, table: PriceTable): ModelPrice | 'free' | undefined {
  if (used.provider === 'rehearsal') return 'free';
  const { baseUrl = OPENAI_BASE_URL, model } = used;
  const fitting = table.prices.filter((price) => covers(price.model, model) && serves(price, used));
  const [best] = fitting.toSorted((x, y) => rank(y, model) - rank(x, model));
  return best ?? (isPrivateServer(baseUrl) ? 'free' : undefined);
}

function covers(priced: string, model: string): boolean {
  if (!model.startsWith(priced)) return false;
  const rest = model.slice(priced.length);
  return rest === '' || VERSION.test(rest);
}

function serves(
  { server }: ModelPrice,
  { provider, baseUrl = OPENAI_BASE_URL }: PricedModel,
): boolean {
  if (server === undefined) return true;
  if (!URL.canParse(baseUrl)) return false;
  const origin = originOf(baseUrl);
  if (server !== 'openai') return URL.canParse(server) && originOf(server) === origin;
  // OPENAI_BASE_URL may point at a server of one's own, which takes no money.
  if (provider === 'openai') return !isPrivateServer(baseUrl);
  return origin === originOf(OPENAI_BASE_URL);
}

function rank(price: ModelPrice, model: string): number {
  return (price.model === model ? 2 : 0) + (price.server === undefined ? 0 : 1);
}
