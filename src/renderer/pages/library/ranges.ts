import type { ConversationFilter } from '../../../contract/library-api.ts';

/** Lengths to choose from, ms. */
export const lengths = [
  { value: 'any', label: 'Any length' },
  { value: '0-60000', label: 'Under 1 minute' },
  { value: '60000-300000', label: '1 to 5 minutes' },
  { value: '300000-900000', label: '5 to 15 minutes' },
  { value: '900000-', label: 'Over 15 minutes' },
] as const;
export type Length = (typeof lengths)[number]['value'];

/** Which of them a filter means. */
export function lengthOf({ minMs, maxMs }: ConversationFilter): Length | '' {
  if (minMs === undefined && maxMs === undefined) return 'any';
  const value = `${minMs ?? 0}-${maxMs ?? ''}`;
  return lengths.find((length) => length.value === value)?.value ?? '';
}

/** The fields of a length. */
export function lengthFields(length: Length): {
  minMs: number | undefined;
  maxMs: number | undefined;
} {
  const [min, max] = length === 'any' ? ['', ''] : length.split('-');
  return { minMs: Number(min) || undefined, maxMs: max ? Number(max) : undefined };
}

/** Times to choose from. */
export const periods = [
  { value: 'any', label: 'Any time' },
  { value: 'today', label: 'Today' },
  { value: 'week', label: 'Last 7 days' },
  { value: 'month', label: 'Last 30 days' },
  { value: 'between', label: 'Between two days…' },
] as const;
export type Period = (typeof periods)[number]['value'];

const daysBack = { today: 0, week: 6, month: 29 };

/** The start of the local day so many days before now, ISO 8601. */
function dayStart(now: Date, back: number): string {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - back).toISOString();
}

/** Which of them a filter means today. */
export function periodOf({ from, before }: ConversationFilter, now: Date): Period {
  if (from === undefined && before === undefined) return 'any';
  const names = Object.entries(daysBack).find(
    ([, back]) => before === undefined && from === dayStart(now, back),
  );
  return (names?.[0] as Period | undefined) ?? 'between';
}

/** The fields of a period. `between` begins with the last week, to be changed. */
export function periodFields(period: Period, now: Date) {
  if (period === 'any') return { from: undefined, before: undefined };
  if (period === 'between') return { from: dayStart(now, 6), before: dayStart(now, -1) };
  return { from: dayStart(now, daysBack[period]), before: undefined };
}

/** A day of a date input (local, `2026-11-23`), as the start of that day or of the next one. */
export function dayField(day: string, edge: 'from' | 'before'): string | undefined {
  const [year, month, date] = day.split('-').map(Number);
  if (!year || !month || !date) return undefined;
  return new Date(year, month - 1, date + (edge === 'before' ? 1 : 0)).toISOString();
}

/** The other way round, for the date input. */
export function fieldDay(iso: string | undefined, edge: 'from' | 'before'): string {
  if (iso === undefined) return '';
  const time = new Date(Date.parse(iso) - (edge === 'before' ? 1 : 0));
  const two = (value: number) => String(value).padStart(2, '0');
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
}
