import { useEffect, useRef } from 'react';

/**
 * Calls `draw` before every frame that the browser shows, while mounted and active: never in a hidden tab.
 *
 * @param draw gets ms of the page's monotonic clock
 */
export function useFrames(draw: (nowMs: number) => void, active = true): void {
  const latest = useRef(draw);
  useEffect(() => {
    latest.current = draw;
  });
  useEffect(() => {
    if (!active) return;
    let frame = requestAnimationFrame(function next(nowMs) {
      latest.current(nowMs);
      frame = requestAnimationFrame(next);
    });
    return () => cancelAnimationFrame(frame);
  }, [active]);
}
