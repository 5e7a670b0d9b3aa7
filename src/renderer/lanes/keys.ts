import type { Span, View } from './types.ts';
import { panView, wholeView, zoomView } from './view.ts';

/** How far arrows and page keys go, ms. */
const STEP_MS = 1000;
const PAGE_MS = 10_000;

export type LaneAction =
  | { kind: 'seek'; ms: number }
  | { kind: 'select'; span: Span | null }
  | { kind: 'view'; view: View };

interface Key {
  key: string;
  shiftKey: boolean;
}

interface State {
  view: View;
  durationMs: number;
  atMs: number;
  selection: Span | null;
  canSeek: boolean;
  canSelect: boolean;
}

/**
 * What a key does in the lanes: arrows, Page, Home and End move the position (without one: the view), with
 * shift they stretch the selection; + and − zoom around the position, 0 shows everything.
 */
export function laneKey({ key, shiftKey }: Key, state: State): LaneAction | undefined {
  const zoomed = zoomKey(key, state);
  if (zoomed) return { kind: 'view', view: zoomed };
  if (key === 'Escape') return state.selection ? { kind: 'select', span: null } : undefined;
  const target = moved(key, state);
  if (target === undefined) return undefined;
  const span = state.view.toMs - state.view.fromMs;
  if (!state.canSeek) {
    const delta = key === 'Home' ? -state.durationMs : key === 'End' ? state.durationMs : 0;
    const share = target < state.atMs ? -span / 5 : span / 5;
    return { kind: 'view', view: panView(state.view, delta || share, state.durationMs) };
  }
  if (shiftKey && state.canSelect) return { kind: 'select', span: stretched(state, target) };
  return { kind: 'seek', ms: target };
}

function zoomKey(key: string, { view, durationMs, atMs }: State): View | undefined {
  const inside = atMs >= view.fromMs && atMs <= view.toMs;
  const around = inside ? atMs : (view.fromMs + view.toMs) / 2;
  if (key === '+' || key === '=') return zoomView(view, 0.5, around, durationMs);
  if (key === '-' || key === '_') return zoomView(view, 2, around, durationMs);
  return key === '0' ? wholeView(durationMs) : undefined;
}

function moved(key: string, { atMs, durationMs }: State): number | undefined {
  const targets: Record<string, number> = {
    ArrowLeft: atMs - STEP_MS,
    ArrowDown: atMs - STEP_MS,
    ArrowRight: atMs + STEP_MS,
    ArrowUp: atMs + STEP_MS,
    PageDown: atMs - PAGE_MS,
    PageUp: atMs + PAGE_MS,
    Home: 0,
    End: durationMs,
  };
  const target = targets[key];
  return target === undefined ? undefined : Math.min(Math.max(target, 0), durationMs);
}

/** The edge of the selection away from the position stays; the other one goes on by the same step. */
function stretched({ selection, atMs, durationMs }: State, target: number): Span {
  const step = target - atMs;
  const from = selection ?? { fromMs: atMs, toMs: atMs };
  const toMs = Math.min(Math.max(from.toMs + step, 0), durationMs);
  return { fromMs: Math.min(from.fromMs, toMs), toMs: Math.max(from.fromMs, toMs) };
}
