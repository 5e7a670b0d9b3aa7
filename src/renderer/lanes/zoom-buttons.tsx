import { Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import { IconButton } from '../ui/button.tsx';
import type { View } from './types.ts';
import { isZoomed, MIN_SPAN_MS, wholeView, zoomView } from './view.ts';

interface ZoomButtonsProps {
  view: View;
  durationMs: number;
  /** What stays in its place. */
  aroundMs: number;
  onView: (view: View) => void;
}

/** Closer, farther, everything. */
export function ZoomButtons({ view, durationMs, aroundMs, onView }: ZoomButtonsProps) {
  const zoomed = isZoomed(view, durationMs);
  const closest = view.toMs - view.fromMs <= MIN_SPAN_MS;
  const zoom = (factor: number) => onView(zoomView(view, factor, aroundMs, durationMs));
  return (
    <div role="group" aria-label="Zoom" className="-ml-2 flex">
      <IconButton label="Zoom out" shortcut="-" aria-disabled={!zoomed} onClick={() => zoom(2)}>
        <ZoomOut aria-hidden />
      </IconButton>
      <IconButton label="Zoom in" shortcut="[+]" aria-disabled={closest} onClick={() => zoom(0.5)}>
        <ZoomIn aria-hidden />
      </IconButton>
      <IconButton
        label="Show everything"
        shortcut="0"
        aria-disabled={!zoomed}
        onClick={() => onView(wholeView(durationMs))}
      >
        <Maximize aria-hidden />
      </IconButton>
    </div>
  );
}
