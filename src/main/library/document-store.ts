import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { parseInput } from '../../contract/errors.ts';
import type { ReadHandle, WriteHandle } from './handles.ts';
import { notFound } from './near.ts';
import { toJson } from './text.ts';

/** Personas or scenarios: whole documents under an id. */
export interface DocumentStore<T> {
  /** By name. */
  list(): T[];
  /** Throws `not-found` with a remedy that names near ids. */
  get(id: string): T;
  has(id: string): boolean;
  /** Creates or replaces; returns what is stored. Throws `invalid-input`. */
  save(document: T): T;
  /** Throws `not-found`. */
  delete(id: string): void;
  /** Tells whether a stored document changed; null if there is none. */
  digest(id: string): string | null;
}

export interface DocumentKind<T> {
  table: 'personas' | 'scenarios';
  /** For messages: “persona”. */
  what: string;
  schema: z.ZodType<T>;
  nameOf(document: T): string;
}

interface Row {
  id: string;
  document: string;
}

/** Digest of a document's stored JSON. */
export function digestOf(json: string): string {
  return createHash('sha256').update(json).digest('hex');
}

function readers<T extends { id: string }>(kind: DocumentKind<T>, read: ReadHandle) {
  const { table, what, schema } = kind;
  const row = (id: string) =>
    read.get<Row>(`SELECT id, document FROM ${table} WHERE id = @id`, { id });
  const parsed = ({ id, document }: Row): T =>
    parseInput(schema, JSON.parse(document), `the ${what} “${id}”`);
  const ids = () =>
    read.all<{ id: string }>(`SELECT id FROM ${table} ORDER BY id`).map(({ id }) => id);
  return { row, parsed, missing: (id: string) => notFound(what, id, ids()) };
}

/** The store of one kind of document. */
export function documentStore<T extends { id: string }>(
  kind: DocumentKind<T>,
  handle: WriteHandle,
  now: () => Date,
): DocumentStore<T> {
  const { table, what, schema, nameOf } = kind;
  const { row, parsed, missing } = readers(kind, handle);
  const upsert = `
    INSERT INTO ${table} (id, name, document, updated_at) VALUES (@id, @name, @json, @at)
    ON CONFLICT (id) DO UPDATE
      SET name = @name, document = @json, updated_at = @at, revision = revision + 1
      WHERE document IS NOT @json`;
  const list = `SELECT id, document FROM ${table} ORDER BY name COLLATE NOCASE, id`;
  return {
    list: () => handle.all<Row>(list).map(parsed),
    get: (id) => {
      const found = row(id);
      if (!found) throw missing(id);
      return parsed(found);
    },
    has: (id) => row(id) !== undefined,
    save: (document) => {
      const valid = parseInput(schema, document, `the ${what}`);
      const json = toJson(valid);
      handle.run(upsert, { id: valid.id, name: nameOf(valid), json, at: now().toISOString() });
      return parsed({ id: valid.id, document: json });
    },
    delete: (id) => {
      if (handle.run(`DELETE FROM ${table} WHERE id = @id`, { id }) === 0) throw missing(id);
    },
    digest: (id) => {
      const found = row(id);
      return found ? digestOf(found.document) : null;
    },
  };
}
