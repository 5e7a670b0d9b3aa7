import type { z } from 'zod';
import type { DocumentKind, SaveOptions } from '../../contract/document-api.ts';
import type { ReadField } from './document-diff.ts';
import type { Naming } from './import-plan.ts';

/** What personas and scenarios have in common for a form. */
export interface StudioDocument {
  id: string;
  tags: string[];
}

/** One kind of document, for everything that treats personas and scenarios alike. */
export interface Shelf<T extends StudioDocument> {
  kind: DocumentKind;
  /** "persona", "personas"; the plural is also the page's address and the query key of the list. */
  noun: string;
  plural: 'personas' | 'scenarios';
  schema: z.ZodType<T>;
  naming: Naming<T>;
  /** What a version diff shows, in this order. */
  fields: readonly ReadField<T>[];
  /** First parts of a path in the document → the label of its field. */
  labels: Readonly<Record<string, string>>;
  /** What a list's search looks through beside name and tags. */
  wordsOf(document: T): string;
  save(document: T, options?: SaveOptions): Promise<T>;
  remove(id: string): Promise<void>;
}

/** The page of one document. */
export function pathOf(shelf: Pick<Shelf<never>, 'plural'>, id: string): string {
  return `/${shelf.plural}/${encodeURIComponent(id)}`;
}
