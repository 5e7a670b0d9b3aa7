import type { DocumentVersion } from '../../contract/document-api.ts';
import type { WriteHandle } from './handles.ts';

/** One document as it is to be stored. */
export interface NewVersion {
  id: string;
  version: number;
  name: string;
  json: string;
  /** ISO 8601, UTC. */
  at: string;
  sitting: string | null;
}

/** The versions of one kind of document. */
export interface Versions {
  /** Adds it, or replaces the one of its number. */
  put(version: NewVersion): void;
  /** The newest first. */
  list(id: string): DocumentVersion[];
  /** Its JSON; undefined if there is none. */
  json(id: string, version: number): string | undefined;
  /** Number and sitting of the newest; undefined if there is none. */
  newest(id: string): { version: number; sitting: string | null } | undefined;
}

const PUT = `
  INSERT INTO document_versions (kind, id, version, name, document, saved_at, sitting)
  VALUES (@kind, @id, @version, @name, @json, @at, @sitting)
  ON CONFLICT (kind, id, version) DO UPDATE
    SET name = @name, document = @json, saved_at = @at, sitting = @sitting`;

const LIST = `
  SELECT version, saved_at AS savedAt, name FROM document_versions
  WHERE kind = @kind AND id = @id ORDER BY version DESC`;

const JSON_OF = `
  SELECT document FROM document_versions WHERE kind = @kind AND id = @id AND version = @version`;

const NEWEST = `
  SELECT version, sitting FROM document_versions
  WHERE kind = @kind AND id = @id ORDER BY version DESC LIMIT 1`;

/** @param kind `persona` or `scenario` */
export function documentVersions(handle: WriteHandle, kind: string): Versions {
  return {
    put: (version) => void handle.run(PUT, { kind, ...version }),
    list: (id) => handle.all<DocumentVersion>(LIST, { kind, id }),
    json: (id, version) =>
      handle.get<{ document: string }>(JSON_OF, { kind, id, version })?.document,
    newest: (id) => handle.get(NEWEST, { kind, id }),
  };
}
