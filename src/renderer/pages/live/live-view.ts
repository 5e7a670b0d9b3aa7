import type { View } from '../../lanes/types.ts';
import { wholeView } from '../../lanes/view.ts';

/** Which part of a growing recording the lanes show. */
export type LiveView =
  /** The newest; `view` stands still until now comes near its right edge. */
  | { kind: 'follow'; view: View }
  /** A place that the reader went to. */
  | { kind: 'free'; view: View };

/** What the lanes show at first, ms. */
const FIRST_SPAN_MS = 20_000;
/** Now may go this far to the right before the view moves on … */
const LATEST = 0.96;
/** … and then stands here. Paging in small steps: a picture that glides is hard to read. */
const RESUMED = 0.72;

export const FIRST_VIEW: LiveView = { kind: 'follow', view: { fromMs: 0, toMs: FIRST_SPAN_MS } };

/** The view for this moment: the same object while nothing has to move. */
export function advanceView(live: LiveView, nowMs: number): LiveView {
  if (live.kind === 'free') return live;
  const { fromMs, toMs } = live.view;
  const span = toMs - fromMs;
  if (nowMs >= fromMs && nowMs <= fromMs + span * LATEST) return live;
  return { kind: 'follow', view: viewUpTo(nowMs, span) };
}

/** The reader zoomed or moved: as long as now stays in sight, the lanes go on following. */
export function movedView(view: View, nowMs: number): LiveView {
  const seen = nowMs >= view.fromMs && nowMs <= view.toMs;
  return { kind: seen ? 'follow' : 'free', view };
}

/** Back to now, as close as the reader looked before. */
export function backToNow(live: LiveView, nowMs: number): LiveView {
  return { kind: 'follow', view: viewUpTo(nowMs, live.view.toMs - live.view.fromMs) };
}

/** When it has ended there is no now to follow: the whole of it, unless the reader looks at a place. */
export function endedView(live: LiveView, durationMs: number): LiveView {
  return live.kind === 'free' ? live : { kind: 'free', view: wholeView(durationMs) };
}

function viewUpTo(nowMs: number, span: number): View {
  const fromMs = Math.max(0, nowMs - span * RESUMED);
  return { fromMs, toMs: fromMs + span };
}
