import { none } from './times.ts';

type Maybe = number | null | undefined;

const isNumber = (value: Maybe): value is number =>
  typeof value === 'number' && Number.isFinite(value);
const counts = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** A count: `1,284`. */
export function formatCount(count: Maybe): string {
  return isNumber(count) ? counts.format(count) : none;
}

/** A count with its word: `1 turn`, `9 turns`, `1,284 turns`. */
export function formatCountOf(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** A share as a percentage: 0.072 → `7 %`, with one digit `7.2 %`. */
export function formatPercent(share: Maybe, digits = 0): string {
  return isNumber(share) ? `${(share * 100).toFixed(digits)} %` : none;
}

const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** A size: `512 B`, `8.4 kB`, `23 MB`. Powers of 1000, as file managers on two of three systems count. */
export function formatBytes(bytes: Maybe): string {
  if (!isNumber(bytes)) return none;
  let value = Math.max(0, bytes);
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value.toFixed(unit > 0 && value < 9.95 ? 1 : 0)} ${units[unit] ?? ''}`;
}
