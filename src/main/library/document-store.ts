import { createHash } from 'node:crypto';
import type { DocumentFacts, DocumentVersion, SaveOptions } from '../../contract/document-api.ts';
import { parseInput, StudioError } from '../../contract/errors.ts';
import { documentSaver, type DocumentKind, type Standing } from './document-saver.ts';
import { documentFacts } from './document-facts.ts';
import { documentVersions } from './document-versions.ts';
import type { ReadHandle, WriteHandle } from './handles.ts';
import { notFound } from './near.ts';
import { toJson } from './text.ts';

/** Personas or scenarios: whole documents under an id, with all their versions. */
export interface DocumentStore<T> {
  /** By name. */
  list(): T[];
  count(): number;
  /** Throws `not-found` with a remedy that names near ids. */
  get(id: string): T;
  has(id: string): boolean;
  /**
   * Creates or replaces; returns what is stored. A change makes a version, or replaces the newest one when
   * that came from the same sitting. Under the id of a deleted one it stands again, with its earlier
   * versions. Throws `invalid-input`.
   */
  save(document: T, options?: SaveOptions): T;
  /** It can be had back by `restore`. Throws `not-found`. */
  delete(id: string): void;
  /** Undoes `delete`. Throws `not-found` when it isn't deleted, `conflict` when it was saved anew since. */
  restore(id: string): void;
  /** Also those of a deleted one, the newest first. Throws `not-found`. */
  versions(id: string): DocumentVersion[];
  /** Throws `not-found`. */
  version(id: string, version: number): T;
  facts(): DocumentFacts[];
  /** Tells whether a stored document changed; null if there is none. */
  digest(id: string): string | null;
}

interface Row {
  id: string;
  document: string;
  standing: Standing;
}

/** Digest of a document's stored JSON. */
export function digestOf(json: string): string {
  return createHash('sha256').update(json).digest('hex');
}

function readers<T extends { id: string }>(kind: DocumentKind<T>, read: ReadHandle) {
  const { table, what, schema } = kind;
  const anyRow = (id: string) =>
    read.get<Row>(`SELECT id, document, standing FROM ${table} WHERE id = @id`, { id });
  const row = (id: string) => {
    const found = anyRow(id);
    return found?.standing === 'deleted' ? undefined : found;
  };
  const parsed = ({ id, document }: Pick<Row, 'id' | 'document'>): T =>
    parseInput(schema, JSON.parse(document), `the ${what} “${id}”`);
  const ids = () =>
    read
      .all<{ id: string }>(`SELECT id FROM ${table} WHERE standing <> 'deleted' ORDER BY id`)
      .map(({ id }) => id);
  return { anyRow, row, parsed, missing: (id: string) => notFound(what, id, ids()) };
}

function savedAnew(what: string, id: string): StudioError {
  return new StudioError({
    code: 'conflict',
    message: `There is a ${what} “${id}” again.`,
    remedy: 'What was deleted is among its versions.',
  });
}

function noVersion(id: string, version: number): StudioError {
  return new StudioError({
    code: 'not-found',
    message: `“${id}” has no version ${version}.`,
    remedy: 'Choose one of the list of its versions.',
  });
}

/** The store of one kind of document. */
export function documentStore<T extends { id: string }>(
  kind: DocumentKind<T>,
  handle: WriteHandle,
  now: () => Date,
): DocumentStore<T> {
  const { table, what, schema } = kind;
  const { anyRow, row, parsed, missing } = readers(kind, handle);
  const versions = documentVersions(handle, what);
  const store = documentSaver(kind, handle, now);
  const list = `
    SELECT id, document FROM ${table} WHERE standing <> 'deleted' ORDER BY name COLLATE NOCASE, id`;
  const count = `SELECT count(*) AS total FROM ${table} WHERE standing <> 'deleted'`;
  const stand = (id: string, standing: Standing) =>
    handle.run(`UPDATE ${table} SET standing = @standing WHERE id = @id`, { id, standing });
  return {
    list: () => handle.all<Row>(list).map(parsed),
    count: () => handle.get<{ total: number }>(count)?.total ?? 0,
    get: (id) => {
      const found = row(id);
      if (!found) throw missing(id);
      return parsed(found);
    },
    has: (id) => row(id) !== undefined,
    save: (document, options = {}) => {
      const valid = parseInput(schema, document, `the ${what}`);
      const json = toJson(valid);
      return handle.transaction(() => {
        const before = anyRow(valid.id);
        if (before?.document !== json) store(valid, json, options, before?.standing);
        else if (before.standing === 'deleted') stand(valid.id, 'anew');
        return parsed({ id: valid.id, document: json });
      });
    },
    delete: (id) => {
      if (!row(id)) throw missing(id);
      stand(id, 'deleted');
    },
    restore: (id) => {
      const standing = anyRow(id)?.standing;
      if (standing === 'anew') throw savedAnew(what, id);
      if (standing !== 'deleted') throw missing(id);
      stand(id, 'live');
    },
    versions: (id) => {
      const all = versions.list(id);
      if (all.length === 0) throw missing(id);
      return all;
    },
    version: (id, version) => {
      const document = versions.json(id, version);
      if (document === undefined) throw versions.newest(id) ? noVersion(id, version) : missing(id);
      return parsed({ id, document });
    },
    facts: () => documentFacts(handle, table),
    digest: (id) => {
      const found = row(id);
      return found ? digestOf(found.document) : null;
    },
  };
}
