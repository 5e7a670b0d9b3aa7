import { scrubTokens } from '../../workers/child-log.ts';
import type { EgressKeys } from './order.ts';

/** What is shown of a foreign text, characters. */
const MOST = 300;

/**
 * A text of LiveKit or of a storage without the keys that were sent: storages repeat some in their
 * refusals. Shortened, on one line.
 */
export function scrubbed(text: string, keys: EgressKeys): string {
  let clean = scrubTokens(text);
  for (const secret of secretParts(keys)) clean = clean.replaceAll(secret, '[removed]');
  return clean.replace(/\s+/g, ' ').trim().slice(0, MOST);
}

/** A presigned address lets everybody in who has it: what signs it stands behind the question mark. */
export function withoutSignature(location: string): string {
  return /^https?:\/\//i.test(location) ? location.replace(/[?#].*$/s, '') : location;
}

/** The keys as they were sent, as they stand in JSON and in addresses; of documents the secret parts too. */
function secretParts(keys: EgressKeys): string[] {
  const values = Object.values(keys).flatMap((value) => [value, ...partsOf(value)]);
  const forms = values.flatMap((value) => {
    return [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value.toWellFormed())];
  });
  return [...new Set(forms)].filter((form) => form.length > 3).toSorted(longestFirst);
}

/** One key may be the beginning of another. */
const longestFirst = (one: string, other: string): number => other.length - one.length;

function partsOf(value: string): string[] {
  if (!value.trimStart().startsWith('{')) return [];
  try {
    const fields = Object.entries(JSON.parse(value) as Record<string, unknown>);
    return fields.flatMap(([name, part]) =>
      name.startsWith('private_key') && typeof part === 'string' ? [part] : [],
    );
  } catch {
    return [];
  }
}
