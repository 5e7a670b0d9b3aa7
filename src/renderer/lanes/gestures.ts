import type { Span, View } from './types.ts';
import { clampView, isZoomed, msAt, panView, xOf, zoomView } from './view.ts';

/** A pointer that is down. */
export interface Finger {
  /** Where it went down and where it is, px from the left edge. */
  startX: number;
  x: number;
  /** The time under it when it went down; of an edge of the selection: the other edge. */
  ms: number;
  /** It holds an edge of the selection. */
  holdsEdge?: boolean;
}

/** Below it a press is a click, px. */
const DRAG_PX = 4;

/** So near to an edge of the selection one takes hold of it, px. */
const EDGE_PX = 6;

/** The edge of the selection that is under the pointer: its place and that of the other one, ms. */
export function edgeAt(
  selection: Span | null,
  view: View,
  width: number,
  x: number,
): { ms: number; otherMs: number } | undefined {
  if (!selection) return undefined;
  const { fromMs, toMs } = selection;
  const far = (ms: number) => Math.abs(xOf(view, width, ms) - x);
  const [ms, otherMs] = far(fromMs) < far(toMs) ? [fromMs, toMs] : [toMs, fromMs];
  return far(ms) <= EDGE_PX ? { ms, otherMs } : undefined;
}

/** Whether a press has become a drag. */
export function isDrag({ startX, x }: Finger): boolean {
  return Math.abs(x - startX) > DRAG_PX;
}

/** What a drag between two times selects, within the recording. */
export function spanOf(one: number, other: number, durationMs: number): Span {
  const clamp = (ms: number) => Math.min(Math.max(ms, 0), durationMs);
  return { fromMs: clamp(Math.min(one, other)), toMs: clamp(Math.max(one, other)) };
}

interface Wheel {
  deltaX: number;
  deltaY: number;
  /** 0: px, 1: lines, 2: pages. */
  deltaMode: number;
  /** Also set by browsers for a pinch on a trackpad. */
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
}

/** The view after a turn of the wheel at `x` px; undefined when the wheel is the page's. */
export function wheelAction(
  view: View,
  durationMs: number,
  width: number,
  wheel: Wheel,
  x: number,
): View | undefined {
  const unit = [1, 16, 400][wheel.deltaMode] ?? 1;
  if (wheel.ctrlKey || wheel.metaKey) {
    const factor = Math.exp(Math.min(Math.max(wheel.deltaY * unit, -100), 100) * 0.004);
    return zoomView(view, factor, msAt(view, width, x), durationMs);
  }
  const sideways = wheel.shiftKey && wheel.deltaX === 0 ? wheel.deltaY : wheel.deltaX;
  if (
    !isZoomed(view, durationMs) ||
    Math.abs(sideways) < Math.abs(wheel.deltaY) - Math.abs(sideways)
  ) {
    return undefined;
  }
  return panView(view, ((sideways * unit) / width) * (view.toMs - view.fromMs), durationMs);
}

/** The view in which both times lie under their fingers again. */
export function pinchView(one: Finger, other: Finger, width: number, durationMs: number): View {
  const distance = other.x - one.x;
  const msPerPx = Math.abs((other.ms - one.ms) / (Math.abs(distance) < 1 ? 1 : distance));
  const fromMs = one.ms - one.x * msPerPx;
  return clampView({ fromMs, toMs: fromMs + width * msPerPx }, durationMs);
}
