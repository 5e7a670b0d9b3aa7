/** Reads a number that may be left empty. */
export interface ParsedNumber {
  /** Undefined: left empty, or wrong. */
  value: number | undefined;
  /** What is wrong with it, in words. */
  error: string | undefined;
}

export interface NumberRange {
  least: number;
  most: number;
  whole: boolean;
}

export const SEED_RANGE: NumberRange = { least: 0, most: 0xffff_ffff, whole: true };
export const TURNS_RANGE: NumberRange = { least: 1, most: 10_000, whole: true };
export const BUDGET_RANGE: NumberRange = { least: 0.001, most: 100_000, whole: false };
export const MINUTES_RANGE: NumberRange = { least: 0.1, most: 240, whole: false };

/** Takes a decimal comma too. */
export function parseNumber(text: string, { least, most, whole }: NumberRange): ParsedNumber {
  const trimmed = text.trim().replace(',', '.');
  if (trimmed === '') return { value: undefined, error: undefined };
  const value = Number(trimmed);
  const fits = value >= least && value <= most && (!whole || Number.isInteger(value));
  if (fits) return { value, error: undefined };
  const kind = whole ? 'a whole number' : 'a number';
  return {
    value: undefined,
    error: `Write ${kind} from ${formatNumber(least)} to ${formatNumber(most)}.`,
  };
}

const formatNumber = (value: number): string => value.toLocaleString('en');
