import type { z } from 'zod';
import type { SaveOptions } from '../../contract/document-api.ts';
import { documentVersions, type Versions } from './document-versions.ts';
import type { WriteHandle } from './handles.ts';

export interface DocumentKind<T> {
  table: 'personas' | 'scenarios';
  /** For messages, and in the table of versions. */
  what: 'persona' | 'scenario';
  schema: z.ZodType<T>;
  nameOf(document: T): string;
}

/** `anew`: it was deleted, then saved again under its id. */
export type Standing = 'live' | 'deleted' | 'anew';

/** Where a save goes: the number of its version. What was deleted is never written over. */
function versionFor(versions: Versions, id: string, options: SaveOptions, before?: Standing) {
  const newest = versions.newest(id);
  if (newest === undefined) return 1;
  const { sitting } = options;
  const same = before !== 'deleted' && sitting !== undefined && newest.sitting === sitting;
  return same ? newest.version : newest.version + 1;
}

/** Writes a document that changed, and its version. @param before how it stood; undefined: there was none */
export function documentSaver<T extends { id: string }>(
  { table, what, nameOf }: DocumentKind<T>,
  handle: WriteHandle,
  now: () => Date,
) {
  const versions = documentVersions(handle, what);
  const upsert = `
    INSERT INTO ${table} (id, name, document, revision, updated_at)
    VALUES (@id, @name, @json, @version, @at)
    ON CONFLICT (id) DO UPDATE SET name = @name, document = @json, revision = @version,
      updated_at = @at, standing = iif(standing = 'live', 'live', 'anew')`;
  return (document: T, json: string, options: SaveOptions, before?: Standing): void => {
    const { id } = document;
    const version = versionFor(versions, id, options, before);
    const row = { id, version, name: nameOf(document), json, at: now().toISOString() };
    handle.run(upsert, row);
    versions.put({ ...row, sitting: options.sitting ?? null });
  };
}
