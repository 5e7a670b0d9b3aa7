/**
 * US dollars for a person, with as many digits as still say something: `$12.40`, `$0.042`, `$0.0031`;
 * less than a hundredth of a cent is `under $0.0001`.
 */
export function money(usd: number): string {
  if (usd === 0) return '$0';
  if (usd < 0.0001) return 'under $0.0001';
  return `$${usd.toFixed(digits(usd))}`;
}

function digits(usd: number): number {
  if (usd >= 0.9995) return 2;
  return usd < 0.00995 ? 4 : 3;
}
