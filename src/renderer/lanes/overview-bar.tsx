import type { PointerEvent } from 'react';
import type { View } from './types.ts';
import { isZoomed, panView, wholeView } from './view.ts';

interface OverviewBarProps {
  view: View;
  durationMs: number;
  onView: (view: View) => void;
}

/** Which part of the whole is shown, to be dragged. Keys and wheel do the same, so it is for pointers only. */
export function OverviewBar({ view, durationMs, onView }: OverviewBarProps) {
  const whole = wholeView(durationMs).toMs;
  const zoomed = isZoomed(view, durationMs);
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (!(event.buttons & 1)) return;
    const box = event.currentTarget.getBoundingClientRect();
    const ms = ((event.clientX - box.left) / box.width) * whole;
    onView(panView(view, ms - (view.fromMs + view.toMs) / 2, durationMs));
  };
  return (
    <div
      aria-hidden
      className="flex h-3 touch-none items-center"
      style={{ visibility: zoomed ? 'visible' : 'hidden' }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag(event);
      }}
      onPointerMove={drag}
    >
      <div className="relative h-1 w-full rounded-full bg-raise">
        <div
          className="absolute h-full min-w-2 rounded-full bg-edge"
          style={{
            left: `${(view.fromMs / whole) * 100}%`,
            width: `${((view.toMs - view.fromMs) / whole) * 100}%`,
          }}
        />
      </div>
    </div>
  );
}
