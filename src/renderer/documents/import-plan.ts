import { copyName, uniqueSlug } from './slug.ts';

/** What becomes of a document whose id exists already. */
export type OnConflict = 'keep-both' | 'replace' | 'skip';

/** One file that was read well. */
export interface ImportEntry<T> {
  fileName: string;
  document: T;
  /** The name of what it would replace; undefined: its id is free. */
  conflictsWith: string | undefined;
  choice: OnConflict;
}

/** The parts of a document that an import looks at and may change. */
export interface Naming<T> {
  idOf(document: T): string;
  nameOf(document: T): string;
  renamed(document: T, id: string, name: string): T;
  /** For names that no id can be made of. */
  fallbackId: string;
  maxNameLength: number;
}

interface Read<T> {
  fileName: string;
  document: T;
}

/** Finds which of the documents that were read meet one that exists, in the library or earlier in the list. */
export function planImport<T>(
  read: readonly Read<T>[],
  existing: readonly T[],
  naming: Naming<T>,
): ImportEntry<T>[] {
  const names = new Map(existing.map((each) => [naming.idOf(each), naming.nameOf(each)]));
  return read.map(({ fileName, document }) => {
    const id = naming.idOf(document);
    const conflictsWith = names.get(id);
    names.set(id, naming.nameOf(document));
    return { fileName, document, conflictsWith, choice: 'keep-both' };
  });
}

/** What is to be saved, in order: copies have got an id and a name of their own. */
export function carryOut<T>(
  entries: readonly ImportEntry<T>[],
  existing: readonly T[],
  naming: Naming<T>,
): T[] {
  const ids = new Set(existing.map(naming.idOf));
  const names = new Set(existing.map(naming.nameOf));
  // A copy must not take the id of a document that comes later in the list.
  for (const { document } of entries) ids.add(naming.idOf(document));
  return entries.flatMap(({ document, conflictsWith, choice }) => {
    if (conflictsWith !== undefined && choice === 'skip') return [];
    const copied = conflictsWith !== undefined && choice === 'keep-both';
    const result = copied ? copyOf(document, ids, names, naming) : document;
    ids.add(naming.idOf(result));
    names.add(naming.nameOf(result));
    return [result];
  });
}

/** The document once more, under an id and a name that nothing else has. */
export function copyOf<T>(
  document: T,
  ids: Iterable<string>,
  names: Iterable<string>,
  naming: Naming<T>,
): T {
  const name = copyName(naming.nameOf(document), names, naming.maxNameLength);
  return naming.renamed(document, uniqueSlug(name, ids, naming.fallbackId), name);
}
