import { useCallback, useEffect, useRef, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { formatState, parseState, type LibraryState } from './library-state.ts';

/** For words that are being typed: browsers slow down a page that writes its address at every letter. */
const WRITE_AFTER_MS = 250;

/**
 * The library's state, kept in the address. It changes at once; the address follows, with typed words a
 * moment later. A link or the back button changes the address, and the state follows.
 */
export function useLibraryState(): [LibraryState, (change: Partial<LibraryState>) => void] {
  const search = useSearch();
  const [, navigate] = useLocation();
  const [state, setState] = useState(() => parseState(search));
  const latest = useRef(state);
  const written = useRef(search);
  const pending = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const become = useCallback((next: LibraryState) => {
    clearTimeout(pending.current);
    latest.current = next;
    setState(next);
  }, []);
  useEffect(() => {
    if (search === written.current) return;
    written.current = search;
    become(parseState(search));
  }, [search, become]);
  useEffect(() => () => clearTimeout(pending.current), []);
  const change = useCallback(
    (fields: Partial<LibraryState>) => {
      become({ ...latest.current, ...fields });
      const write = () => {
        const address = formatState(latest.current);
        written.current = address;
        navigate(`/library${address && `?${address}`}`, { replace: true });
      };
      if (fields.query === undefined) write();
      else pending.current = setTimeout(write, WRITE_AFTER_MS);
    },
    [navigate, become],
  );
  return [state, change];
}
