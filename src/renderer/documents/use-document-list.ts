import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useDocumentFacts } from '../api/queries.ts';
import { countTags, filterDocuments, type Listed } from './filter-documents.ts';
import type { Shelf, StudioDocument } from './shelf.ts';

export interface DocumentListState<T> {
  all: readonly T[];
  shown: readonly T[];
  search: string;
  setSearch(search: string): void;
  tags: readonly string[];
  setTags(tags: string[]): void;
  tagCounts: { tag: string; count: number }[];
  /** Conversations by document id; undefined while that isn't known. */
  used(id: string): number | undefined;
  clear(): void;
}

/** A list of documents with its search and filter. */
export function useDocumentList<T extends StudioDocument>(
  shelf: Shelf<T>,
  query: UseQueryResult<T[]>,
): DocumentListState<T> {
  const [search, setSearch] = useState('');
  const [tags, setTags] = useState<string[]>([]);
  const facts = useDocumentFacts(shelf.kind);
  const all = query.data ?? [];
  const listed = useMemo(
    () => (query.data ?? []).map((each) => listedOf(shelf, each)),
    [query.data, shelf],
  );
  const shown = useMemo(
    () => filterDocuments(listed, { search, tags }).map(({ document }) => document),
    [listed, search, tags],
  );
  const counts = new Map(facts.data?.map(({ id, conversations }) => [id, conversations]));
  return {
    all,
    shown,
    search,
    setSearch,
    tags,
    setTags,
    tagCounts: countTags(listed),
    used: (id) => counts.get(id),
    clear: () => {
      setSearch('');
      setTags([]);
    },
  };
}

function listedOf<T extends StudioDocument>(
  shelf: Shelf<T>,
  document: T,
): Listed & { document: T } {
  return {
    document,
    id: document.id,
    name: shelf.naming.nameOf(document),
    words: shelf.wordsOf(document),
    tags: document.tags,
  };
}
