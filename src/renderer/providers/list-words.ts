import type { ModelList } from '../../contract/settings.ts';
import { formatDay } from '../format/dates.ts';

/** Where a list of names comes from, in a line. */
export function listSource({ source, asOf, notice, models }: ModelList): string {
  if (source === 'endpoint') return 'As the server lists them.';
  const day = asOf === undefined ? '' : ` of ${formatDay(asOf)}`;
  if (!notice) return `From our own list${day}.`;
  return models.length === 0 ? notice.message : `${notice.message} The list is our own${day}.`;
}

/**
 * A word of warning about a name that the list doesn't have; undefined: it has it, or there is no list.
 *
 * @param what "model" or "voice"
 */
export function unknownName(
  name: string,
  what: 'model' | 'voice',
  list: ModelList | undefined,
): string | undefined {
  if (!name || !list) return undefined;
  const known = what === 'model' ? list.models : list.voices.map(({ id }) => id);
  if (known.length === 0 || known.includes(name)) return undefined;
  if (list.source === 'endpoint') {
    return `The server doesn’t list this ${what}. A test says whether it has it all the same.`;
  }
  return `Our list doesn’t have this ${what}. A test says whether there is one.`;
}
