import { useLayoutEffect, useRef, type RefObject } from 'react';
import type { Clock } from './clock.ts';
import { RAIL } from './layout.ts';
import type { View } from './types.ts';
import { xOf } from './view.ts';

interface PlayheadProps {
  at: number | Clock;
  view: View;
  width: number;
  laneHeight: number;
}

/** A line over each lane, not over the times. It moves by itself with the clock, without React. */
export function PlayheadLine({ at, view, width, laneHeight }: PlayheadProps) {
  const line = useFollower(at, view, width, (element, x) => {
    element.style.transform = `translateX(${x}px)`;
    element.style.visibility = x < 0 || x > width ? 'hidden' : 'visible';
  });
  return (
    <div
      ref={line}
      data-playhead
      className="pointer-events-none absolute inset-y-0 -left-px flex w-0.5 flex-col justify-between [&>*]:rounded-full [&>*]:bg-text"
    >
      <div style={{ height: laneHeight + RAIL }} />
      <div style={{ height: laneHeight }} />
    </div>
  );
}

/** Covers what is known of a live conversation but hasn't been shown yet: the waves grow under the playhead. */
export function Ahead({ at, view, width, laneHeight }: PlayheadProps) {
  const cover = useFollower(at, view, width, (element, x) => {
    element.style.transform = `translateX(${Math.min(Math.max(x, 0), width)}px)`;
  });
  const lane = (
    <div className="flex items-center bg-panel" style={{ height: laneHeight }}>
      <div className="h-px w-full bg-line" />
    </div>
  );
  return (
    <div ref={cover} className="pointer-events-none absolute inset-0 flex flex-col justify-between">
      {lane}
      {lane}
    </div>
  );
}

/** Places an element at the position, px from the left, whenever that or the view changes. */
function useFollower(
  at: number | Clock,
  view: View,
  width: number,
  put: (element: HTMLDivElement, x: number) => void,
): RefObject<HTMLDivElement | null> {
  const follower = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const place = () => {
      const x = xOf(view, width, typeof at === 'number' ? at : at.ms);
      if (follower.current) put(follower.current, x);
    };
    place();
    return typeof at === 'number' ? undefined : at.subscribe(place);
    // `put` is the same in all but name every time.
  }, [at, view, width]);
  return follower;
}
