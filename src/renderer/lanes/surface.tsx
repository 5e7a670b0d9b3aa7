import { useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import type { PerSide } from '../../contract/side.ts';
import type { Clock } from './clock.ts';
import { describePosition } from './describe.ts';
import { laneKey } from './keys.ts';
import type { LaneSpeaker, LaneTurn } from './types.ts';
import { useGestures, type GestureTarget } from './use-gestures.ts';

export interface SurfaceProps extends GestureTarget {
  speakers: PerSide<LaneSpeaker>;
  turns: readonly LaneTurn[];
  playhead: number | Clock | undefined;
  children: ReactNode;
}

const now = (at: number | Clock | undefined) => (typeof at === 'object' ? at.ms : (at ?? 0));

/**
 * What pointer and keys act on. Where one can seek it is a slider: its value is the position, in words
 * with who speaks there. Else it is a group that keys can move and zoom.
 */
export function Surface(props: SurfaceProps) {
  const { speakers, turns, playhead, children, ...target } = props;
  const { durationMs, onSeek } = target;
  const surface = useRef<HTMLDivElement>(null);
  useGestures(surface, target);
  useLayoutEffect(() => {
    const element = surface.current;
    if (!element || !onSeek) return;
    const tell = () => {
      const second = String(Math.round(now(playhead) / 1000));
      // Once a second is enough to be read out.
      if (typeof playhead === 'object' && element.ariaValueNow === second) return;
      element.ariaValueNow = second;
      element.ariaValueText = describePosition(speakers, turns, now(playhead), durationMs);
    };
    element.ariaValueNow = null;
    tell();
    return typeof playhead === 'object' ? playhead.subscribe(tell) : undefined;
  }, [playhead, speakers, turns, durationMs, onSeek]);
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const action = laneKey(event, keyState(props));
    if (!action) return;
    event.preventDefault();
    if (action.kind === 'seek') onSeek?.(action.ms);
    else if (action.kind === 'select') target.onSelect?.(action.span);
    else target.onView?.(action.view);
  };
  const role = onSeek
    ? { role: 'slider', 'aria-valuemin': 0, 'aria-valuemax': Math.round(durationMs / 1000) }
    : { role: 'group' };
  return (
    <div
      ref={surface}
      tabIndex={0}
      aria-label={onSeek ? 'Position in the conversation' : 'Lanes of the conversation'}
      {...role}
      onKeyDown={press}
      className="relative touch-pan-y overflow-hidden rounded-mark select-none focus-visible:outline-offset-4"
      style={{ cursor: onSeek ? 'text' : 'default' }}
    >
      {children}
    </div>
  );
}

function keyState({ playhead, view, durationMs, selection, onSeek, onSelect }: SurfaceProps) {
  const atMs = playhead === undefined ? (view.fromMs + view.toMs) / 2 : now(playhead);
  return { view, durationMs, atMs, selection, canSeek: !!onSeek, canSelect: !!onSelect };
}
