import { useState } from 'react';
import type { LiveConversation } from '../../../contract/live.ts';
import type { View } from '../../lanes/types.ts';
import { viewOfSpan } from '../../lanes/view.ts';
import { advanceView, backToNow, endedView, FIRST_VIEW, movedView } from './live-view.ts';

export interface LiveViewControl {
  view: View;
  /** The reader zoomed or moved. */
  move: (view: View) => void;
  /** Brings a moment into sight. */
  show: (ms: number) => void;
  showNow: () => void;
}

/** What the lanes show: now, or where the reader went; the whole of it when it is over. */
export function useLiveView({ atMs, ended }: LiveConversation): LiveViewControl {
  const [state, setView] = useState(FIRST_VIEW);
  // Derived while rendering: the lanes never show a moment of the old view.
  const shown = ended ? endedView(state, atMs) : advanceView(state, atMs);
  if (shown !== state) setView(shown);
  const move = (view: View): void => setView(movedView(view, atMs));
  return {
    view: shown.view,
    move,
    show: (ms) => move(viewOfSpan(shown.view, { fromMs: ms, toMs: ms }, atMs)),
    showNow: () => setView(backToNow(shown, atMs)),
  };
}
