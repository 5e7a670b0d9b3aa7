import { parseNumber, type NumberRange } from '../pages/run/number-field.ts';
import type { RangeText } from './augment-form.ts';

/** As the contract takes it. */
export type Range = number | { min: number; max: number };

/**
 * Reads a number or a range. Without an upper end it is one number; both ends empty: undefined. An error
 * says what is wrong with it.
 */
export function readRange(
  { from, to }: RangeText,
  range: NumberRange,
): { value: Range | undefined; error: string | undefined } {
  const low = parseNumber(from, range);
  const high = parseNumber(to, range);
  const error = low.error ?? high.error;
  if (error !== undefined) return { value: undefined, error };
  const [min, max] = [low.value ?? high.value, high.value ?? low.value];
  if (min === undefined || max === undefined) return { value: undefined, error: undefined };
  if (min > max) return { value: undefined, error: 'The first number is above the second.' };
  return { value: min === max ? min : { min, max }, error: undefined };
}

/** "15 dB", "10 to 20 dB". */
export function rangeWords(value: Range, unit: string): string {
  const number = (each: number) => each.toString().replace('-', '−');
  const text =
    typeof value === 'number' ? number(value) : `${number(value.min)} to ${number(value.max)}`;
  return `${text} ${unit}`;
}

/** The same with every number times a factor: percent to shares. */
export function scaled(value: Range, factor: number): Range {
  // Without the digits that only binary fractions have: 7 % is 0.07.
  const times = (each: number) => Number((each * factor).toPrecision(12));
  return typeof value === 'number'
    ? times(value)
    : { min: times(value.min), max: times(value.max) };
}
