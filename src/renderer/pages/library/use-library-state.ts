import { useCallback, useEffect, useRef, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { formatState, parseState, type LibraryState } from './library-state.ts';

/** Browsers slow down a page that writes its address at every letter. */
const WRITE_AFTER_MS = 250;

/**
 * The library's state, kept in the address. It changes at once; the address follows. A link or the back
 * button changes the address, and the state follows.
 */
export function useLibraryState(): [LibraryState, (change: Partial<LibraryState>) => void] {
  const search = useSearch();
  const [, navigate] = useLocation();
  const [state, setState] = useState(() => parseState(search));
  const written = useRef(search);
  const pending = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => {
    if (search === written.current) return;
    written.current = search;
    clearTimeout(pending.current);
    setState(parseState(search));
  }, [search]);
  useEffect(() => () => clearTimeout(pending.current), []);
  const change = useCallback(
    (fields: Partial<LibraryState>) => {
      setState((before) => {
        const next = { ...before, ...fields };
        clearTimeout(pending.current);
        pending.current = setTimeout(() => {
          const address = formatState(next);
          written.current = address;
          navigate(`/library${address && `?${address}`}`, { replace: true });
        }, WRITE_AFTER_MS);
        return next;
      });
    },
    [navigate],
  );
  return [state, change];
}
