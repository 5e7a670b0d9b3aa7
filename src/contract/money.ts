/**
 * US dollars for a person, with as many digits as still say something: `$12.40`, `$0.042`, `$0.0031`.
 * What is less than a hundredth of a cent is `under $0.0001`; nothing at all is `$0`.
 */
export function money(usd: number): string {
  if (usd === 0) return '$0';
  if (usd < 0.0001) return 'under $0.0001';
  return `$${usd.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: digits(usd) })}`;
}

/** `$0.012–0.034`; one figure where both are shown alike. */
export function moneyRange(low: number, high: number): string {
  const [from, to] = [money(low), money(high)];
  if (from === to) return from;
  return low < 0.0001 ? `up to ${to}` : `${from}–${to.slice(1)}`;
}

/** Two digits that count, above a hundredth of a cent; cents from a dollar on. */
function digits(usd: number): number {
  if (usd >= 0.9995) return 2;
  return usd < 0.00995 ? 4 : 3;
}
