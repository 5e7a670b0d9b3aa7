import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { ConversationSummary } from '../../../contract/conversation.ts';
import type { ListConversations } from '../../../contract/library-api.ts';
import { studio } from '../../api/client.ts';

/** Rows that are asked for at once. */
export const PAGE_ROWS = 100;

/** Rows beyond those in sight that are asked for, too: they are here when one gets there. */
const AHEAD_ROWS = 100;

type Request = Pick<ListConversations, 'sort' | 'filter'>;

function pageQuery(request: Request, page: number) {
  const asked = { ...request, offset: page * PAGE_ROWS, limit: PAGE_ROWS };
  return {
    queryKey: ['conversations', asked],
    queryFn: () => studio.listConversations(asked),
    // Ten thousand rows need not be kept for long after one has scrolled through them.
    gcTime: 60_000,
  };
}

export interface Rows {
  total: number;
  /** Undefined: on its way. */
  rowAt: (index: number) => ConversationSummary | undefined;
  /** Nothing is known yet. */
  pending: boolean;
  /** What is shown is still of the filter before. */
  stale: boolean;
  error: unknown;
  retry: () => void;
}

/** The pages of the list around the rows that are in sight; the first one stays until its successor has come. */
export function useRows(request: Request, first: number, last: number): Rows {
  const start = useQuery({ ...pageQuery(request, 0), placeholderData: keepPreviousData });
  const total = start.data?.total ?? 0;
  const stale = start.isPlaceholderData;
  const wanted = stale ? [] : pagesAround(first, last, total - 1);
  const rest = useQueries({ queries: wanted.map((page) => pageQuery(request, page)) });
  const items = rest.map((result) => result.data?.items);
  const pages = useMemo(() => {
    const found = new Map(wanted.map((page, index) => [page, items[index]]));
    return found.set(0, start.data?.items);
    // A list of their own each time, of pages that mostly stay the same.
  }, [start.data, wanted.join(), ...items]);
  const rowAt = useCallback(
    (index: number) => pages.get(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS],
    [pages],
  );
  const retry = () => void start.refetch();
  return { total, rowAt, pending: start.isPending, stale, error: start.error, retry };
}

/** Pages that hold rows from `first` to `last` and those around them, without the first page. */
function pagesAround(first: number, last: number, end: number): number[] {
  const from = Math.max(1, Math.floor((first - AHEAD_ROWS) / PAGE_ROWS));
  const to = Math.floor(Math.min(last + AHEAD_ROWS, end) / PAGE_ROWS);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}

const MOST_AT_ONCE = 1000;

/** The ids of rows `from` to `to`, both included; of rows that were never in sight, too. */
export async function idsBetween(request: Request, from: number, to: number): Promise<string[]> {
  const ids: string[] = [];
  for (let offset = from; offset <= to; offset += MOST_AT_ONCE) {
    const limit = Math.min(MOST_AT_ONCE, to - offset + 1);
    const { items } = await studio.listConversations({ ...request, offset, limit });
    ids.push(...items.map((item) => item.id));
  }
  return ids;
}
