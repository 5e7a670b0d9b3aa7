import { distance } from 'fastest-levenshtein';
import { StudioError } from '../../contract/errors.ts';

/** Up to three of `ids` that somebody may have meant by `wanted`, the nearest first. */
function nearIds(wanted: string, ids: readonly string[]): string[] {
  const reach = Math.max(2, Math.floor(wanted.length / 2));
  return ids
    .map((id) => ({ id, away: id.startsWith(wanted) ? 0 : distance(wanted, id) }))
    .filter(({ away }) => away <= reach)
    .sort((one, other) => one.away - other.away || one.id.localeCompare(other.id))
    .slice(0, 3)
    .map(({ id }) => id);
}

/** The error for an id that isn't there, with a remedy that names near ids. */
export function notFound(what: string, id: string, ids: readonly string[]): StudioError {
  const near = nearIds(id, ids);
  const known = near.length > 0 ? near : ids.slice(0, 5);
  const hint = near.length > 0 ? 'Did you mean' : 'There are, for instance,';
  const end = near.length > 0 ? '?' : '.';
  return new StudioError({
    code: 'not-found',
    message: `There is no ${what} “${id}”.`,
    remedy: known.length > 0 ? `${hint} ${known.join(', ')}${end}` : `There is no ${what} yet.`,
    details: { id, near },
  });
}
