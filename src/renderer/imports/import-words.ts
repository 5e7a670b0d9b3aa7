import type { ImportProgress } from '../../contract/import-api.ts';
import { formatCount, formatCountOf } from '../format/numbers.ts';

/** How it went, in a line: "3 conversations imported, 1 was there already, 2 could not be taken in". */
export function importHeadline(progress: ImportProgress): string {
  const { state, imported, skipped, failures } = progress;
  if (state === 'running') return 'Importing…';
  const parts = [
    ...(imported.length > 0 ? [`${formatCountOf(imported.length, 'conversation')} imported`] : []),
    ...(skipped.length > 0 ? [`${wereThere(skipped.length)} already`] : []),
    ...(failures.length > 0 ? [`${formatCount(failures.length)} could not be taken in`] : []),
  ];
  const what = parts.join(', ') || 'Nothing was imported';
  return state === 'cancelled' ? `Cancelled. ${what}` : what;
}

function wereThere(count: number): string {
  return count === 1 ? '1 was there' : `${formatCount(count)} were there`;
}
