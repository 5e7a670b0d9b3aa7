import type { Span, View } from './types.ts';

/** The shortest stretch that the lanes show, ms: below it there is nothing more to see in 20-ms peaks. */
export const MIN_SPAN_MS = 1000;

/** Where a time lies, px from the left edge. */
export function xOf(view: View, width: number, ms: number): number {
  return ((ms - view.fromMs) / (view.toMs - view.fromMs)) * width;
}

/** The time at `x` px from the left edge. */
export function msAt(view: View, width: number, x: number): number {
  return view.fromMs + (x / width) * (view.toMs - view.fromMs);
}

/** The whole recording. */
export function wholeView(durationMs: number): View {
  return { fromMs: 0, toMs: Math.max(durationMs, MIN_SPAN_MS) };
}

/** Moved and shortened so that it lies within the recording. */
export function clampView(view: View, durationMs: number): View {
  const whole = wholeView(durationMs);
  const span = Math.min(Math.max(view.toMs - view.fromMs, MIN_SPAN_MS), whole.toMs);
  const fromMs = Math.min(Math.max(view.fromMs, 0), whole.toMs - span);
  return { fromMs, toMs: fromMs + span };
}

/** Shows `factor` times as much (< 1: closer), with `aroundMs` staying where it is. */
export function zoomView(view: View, factor: number, aroundMs: number, durationMs: number): View {
  const span = view.toMs - view.fromMs;
  const most = wholeView(durationMs).toMs;
  const wanted = Math.min(Math.max(span * factor, MIN_SPAN_MS), most);
  const share = (aroundMs - view.fromMs) / span;
  const fromMs = aroundMs - share * wanted;
  return clampView({ fromMs, toMs: fromMs + wanted }, durationMs);
}

/** Moved by `deltaMs`, to the right when positive. */
export function panView(view: View, deltaMs: number, durationMs: number): View {
  return clampView({ fromMs: view.fromMs + deltaMs, toMs: view.toMs + deltaMs }, durationMs);
}

/**
 * The view that shows `ms`: the same one while `ms` is inside, else paged on so that `ms` stands at a tenth
 * of the width. Paging, not gliding: a picture that stands still is easier to read and cheaper to draw.
 */
export function viewWith(view: View, ms: number, durationMs: number): View {
  if (ms >= view.fromMs && ms <= view.toMs) return view;
  const span = view.toMs - view.fromMs;
  const fromMs = ms - span / 10;
  return clampView({ fromMs, toMs: fromMs + span }, durationMs);
}

/** A lit span fills at least this share of the width. */
const LEAST_SHARE = 1 / 12;

/**
 * The view that shows a span well: the same one while the span is in sight and large enough to see, else one
 * around it, with as much context as that allows.
 */
export function viewOfSpan(view: View, span: Span, durationMs: number): View {
  const width = view.toMs - view.fromMs;
  const length = span.toMs - span.fromMs;
  const inSight = span.fromMs >= view.fromMs && span.toMs <= view.toMs;
  if (inSight && length >= width * LEAST_SHARE) return view;
  const most = Math.max(length / LEAST_SHARE, MIN_SPAN_MS);
  const shown = Math.min(Math.max(width, length * 1.25), most);
  const fromMs = (span.fromMs + span.toMs - shown) / 2;
  return clampView({ fromMs, toMs: fromMs + shown }, durationMs);
}

/** Whether something is left out at either edge. */
export function isZoomed(view: View, durationMs: number): boolean {
  const whole = wholeView(durationMs);
  return view.fromMs > 0.5 || view.toMs < whole.toMs - 0.5;
}
