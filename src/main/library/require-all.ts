import type { ReadHandle } from './handles.ts';

const UNKNOWN = `
  SELECT value AS id FROM json_each(@ids)
  WHERE NOT EXISTS (SELECT 1 FROM conversations c WHERE c.id = value) LIMIT 1`;

/** Throws what `missing` makes of the first id that is no conversation of the library. */
export function requireAll(
  read: ReadHandle,
  ids: readonly string[],
  missing: (id: string) => Error,
): void {
  const unknown = read.get<{ id: string }>(UNKNOWN, { ids: JSON.stringify(ids) });
  if (unknown) throw missing(unknown.id);
}
