import { useLayoutEffect, useRef } from 'react';
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
  const line = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const place = () => {
      const x = xOf(view, width, typeof at === 'number' ? at : at.ms);
      if (!line.current) return;
      line.current.style.transform = `translateX(${x}px)`;
      line.current.style.visibility = x < 0 || x > width ? 'hidden' : 'visible';
    };
    place();
    return typeof at === 'number' ? undefined : at.subscribe(place);
  }, [at, view, width]);
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
