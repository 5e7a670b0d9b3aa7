import { useCallback, useEffect, useRef, useState } from 'react';

/** Closer to the end than this counts as being there, px. */
const NEAR_PX = 48;

export interface FollowEnd {
  /** Around everything that scrolls. */
  scroller: (element: HTMLDivElement | null) => void;
  /** Grows at its end. */
  content: (element: HTMLDivElement | null) => void;
  following: boolean;
  /** Goes to the end and follows again. */
  toEnd: () => void;
}

/** Keeps the end of a growing list in sight, unless the reader scrolled up. */
export function useFollowEnd(): FollowEnd {
  // State, not refs: the list comes later than the page, and may come anew.
  const [box, setBox] = useState<HTMLDivElement | null>(null);
  const [list, setList] = useState<HTMLDivElement | null>(null);
  const follows = useRef(true);
  const [following, setFollowing] = useState(true);
  const set = useCallback((next: boolean) => {
    follows.current = next;
    setFollowing(next);
  }, []);
  const toEnd = useCallback(() => {
    set(true);
    box?.scrollTo({ top: box.scrollHeight });
  }, [box, set]);

  useEffect(() => {
    if (!box || !list) return;
    let last = box.scrollTop;
    const scrolled = () => {
      const rest = box.scrollHeight - box.scrollTop - box.clientHeight;
      // A scroll downwards that doesn't reach the end may be our own, on its way.
      if (rest <= NEAR_PX) set(true);
      else if (box.scrollTop < last) set(false);
      last = box.scrollTop;
    };
    const grown = new ResizeObserver(() => {
      if (follows.current) box.scrollTop = box.scrollHeight;
    });
    box.addEventListener('scroll', scrolled, { passive: true });
    grown.observe(list);
    grown.observe(box);
    return () => {
      box.removeEventListener('scroll', scrolled);
      grown.disconnect();
    };
  }, [box, list, set]);
  return { scroller: setBox, content: setList, following, toEnd };
}
