import { useCallback, useLayoutEffect, useRef } from 'react';

/** A function that is the same for ever and does what its newest version does: rows that get it stay as they are. */
export function useStable<A extends unknown[], R>(run: (...args: A) => R): (...args: A) => R {
  const latest = useRef(run);
  useLayoutEffect(() => {
    latest.current = run;
  });
  return useCallback((...args: A) => latest.current(...args), []);
}
