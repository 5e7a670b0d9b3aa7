/** `JSON.rawJSON` (https://github.com/tc39/proposal-json-parse-with-source), which TypeScript's library lacks. */
const { rawJSON } = JSON as unknown as { rawJSON: (text: string) => object };

/** A number that is written as it stands here. */
export type Decimal = object;

/**
 * Ms as seconds with a decimal point and up to six decimals, less than a sample: `12.0`. Readers that guess a
 * column's type from its first values take `12` for a whole number, and refuse the `12.5` of another file.
 */
export function decimalSeconds(ms: number): Decimal {
  return rawJSON(secondsOf(ms).replace(/(\.\d+?)0+$/, '$1'));
}

/** Ms as seconds, rounded as in `decimalSeconds`. */
export function roundSeconds(ms: number): number {
  return Number(secondsOf(ms));
}

function secondsOf(ms: number): string {
  return (Math.max(0, ms) / 1000).toFixed(6);
}
