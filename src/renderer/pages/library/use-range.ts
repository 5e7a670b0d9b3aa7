import { useCallback, useEffect, useRef, useState } from 'react';
import { PAGE_ROWS } from './use-rows.ts';

interface Range {
  first: number;
  last: number;
}

/** While one drags the scroll bar along, pages are asked for no oftener than this, ms. */
const REST_MS = 100;

const page = (row: number) => Math.floor(row / PAGE_ROWS);

/**
 * The rows in sight, by whole pages. The first change counts at once; of a quick succession only the last
 * one: the pages in between would keep the host from answering what is wanted.
 */
export function useRange(): [Range, (first: number, last: number) => void] {
  const [range, setRange] = useState<Range>({ first: 0, last: PAGE_ROWS - 1 });
  const latest = useRef(range);
  const rest = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(rest.current), []);
  const change = useCallback((first: number, last: number) => {
    const before = latest.current;
    if (page(first) === page(before.first) && page(last) === page(before.last)) return;
    latest.current = { first, last };
    if (rest.current !== undefined) return;
    setRange(latest.current);
    rest.current = setTimeout(() => {
      rest.current = undefined;
      setRange(latest.current);
    }, REST_MS);
  }, []);
  return [range, change];
}
