import type { Estimate } from '../../../contract/usage.ts';
import { formatUsdRange } from '../../format/money.ts';

/** What a run is expected to cost, in as few words as can be. */
export function estimateWords({ total, unpriced }: Estimate): string {
  if (total.highUsd > 0) {
    const range = formatUsdRange(total.lowUsd, total.highUsd);
    return unpriced.length > 0 ? `${range} and more` : `About ${range}`.replace('About up', 'Up');
  }
  return unpriced.length > 0 ? 'Price not known' : 'Free';
}

/** The models that it knows no price of, in a sentence; undefined: it knows them all. */
export function unpricedWords(unpriced: readonly string[]): string | undefined {
  if (unpriced.length === 0) return undefined;
  const names = new Intl.ListFormat('en').format(unpriced);
  return unpriced.length === 1
    ? `The price of ${names} isn’t known, and not counted.`
    : `The prices of ${names} aren’t known, and not counted.`;
}
