import { none } from './times.ts';

/**
 * US dollars with as many digits as still say something: `$12.40`, `$0.042`, `$0.0031`. What is less than
 * a hundredth of a cent is `under $0.0001`; nothing at all is `$0`.
 */
export function formatUsd(usd: number | null | undefined): string {
  if (typeof usd !== 'number' || !Number.isFinite(usd)) return none;
  if (usd === 0) return '$0';
  if (usd < 0.0001) return 'under $0.0001';
  return `$${digits(usd)}`;
}

/** `$0.012–0.034`; one figure where both are shown alike. */
export function formatUsdRange(low: number, high: number): string {
  const [from, to] = [formatUsd(low), formatUsd(high)];
  if (from === to) return from;
  return low < 0.0001 ? `up to ${to}` : `${from}–${to.slice(1)}`;
}

function digits(usd: number): string {
  const most = usd >= 0.9995 ? 2 : usd < 0.00995 ? 4 : 3;
  return usd.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: most });
}
