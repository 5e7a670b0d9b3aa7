import { money, moneyRange } from '../../contract/money.ts';
import { none } from './times.ts';

/** US dollars as everywhere in Duologue; what isn't known is a dash. */
export function formatUsd(usd: number | null | undefined): string {
  return typeof usd === 'number' && Number.isFinite(usd) ? money(usd) : none;
}

export const formatUsdRange = moneyRange;
