import { clsx } from 'clsx';
import { useMemo, useRef } from 'react';
import type { PerSide } from '../../contract/side.ts';
import type { Clock } from './clock.ts';
import { AXIS_HEIGHT } from './layout.ts';
import { timingMarks } from './marks.ts';
import { OverviewBar } from './overview-bar.tsx';
import { Ahead, PlayheadLine } from './playhead.tsx';
import { Speaker } from './speaker.tsx';
import { Surface } from './surface.tsx';
import { TurnList } from './turn-list.tsx';
import type { LaneSpeaker, LaneTurn, Span, View } from './types.ts';
import { useLaneCanvas } from './use-canvas.ts';
import { ZoomButtons } from './zoom-buttons.tsx';

export interface LanesProps {
  speakers: PerSide<LaneSpeaker>;
  /** 0 to 255, linear. A live conversation's may grow in place. */
  peaks: PerSide<ArrayLike<number>>;
  /** PEAKS_PER_SECOND. */
  peaksPerSecond: number;
  durationMs: number;
  /** The part that is shown; `wholeView(durationMs)` for all of it. */
  view: View;
  /** In order of start. */
  turns: readonly LaneTurn[];
  /** The position, ms. A Clock moves the playhead without a render. */
  playheadMs?: number | Clock | undefined;
  /** The conversation is still going on: the playhead is its end. */
  live?: boolean;
  selection?: Span | null;
  /** Lights up; all else is dimmed. */
  highlight?: Span | null;
  /** Of one lane, px. */
  laneHeight?: number;
  className?: string;
  onSeek?: ((ms: number) => void) | undefined;
  onView?: ((view: View) => void) | undefined;
  onSelect?: ((span: Span | null) => void) | undefined;
}

/** The duet score: two lanes, one clock, with gaps and overlaps marked on the axis between them. */
export function Lanes(props: LanesProps) {
  const { speakers, peaks, peaksPerSecond, durationMs, view, turns } = props;
  const { live = false, selection = null, highlight = null, laneHeight = 64 } = props;
  const { playheadMs, onSeek, onView, onSelect } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const marks = useMemo(() => timingMarks(turns), [turns]);
  const base = { view, durationMs, peaks, peaksPerSecond, turns, marks };
  const width = useLaneCanvas(canvas, { ...base, selection, highlight, laneHeight });
  const playhead = playheadMs ?? (live ? durationMs : undefined);
  const rows = { gridTemplateRows: `${laneHeight}px ${AXIS_HEIGHT}px ${laneHeight}px` };
  return (
    <div
      data-lanes
      className={clsx('grid grid-cols-[9.5rem_minmax(0,1fr)] gap-x-3.5', props.className)}
    >
      <div className="grid items-center" style={rows}>
        <Speaker side="a" speaker={speakers.a} />
        {onView ? (
          <ZoomButtons {...{ view, durationMs, onView }} aroundMs={zoomCentre(view, playhead)} />
        ) : (
          <span />
        )}
        <Speaker side="b" speaker={speakers.b} />
      </div>
      <div className="min-w-0">
        <Surface
          {...{ view, durationMs, selection, onSeek, onView, onSelect, speakers, turns, playhead }}
        >
          <canvas
            ref={canvas}
            aria-hidden
            className="block w-full"
            style={{ height: laneHeight * 2 + AXIS_HEIGHT }}
          />
          {live && playhead !== undefined && width > 0 && (
            <Ahead at={playhead} {...{ view, width, laneHeight }} />
          )}
          {playhead !== undefined && width > 0 && (
            <PlayheadLine at={playhead} {...{ view, width, laneHeight }} />
          )}
        </Surface>
        <TurnList speakers={speakers} turns={turns} />
      </div>
      {onView && (
        <div className="col-start-2">
          <OverviewBar {...{ view, durationMs, onView }} />
        </div>
      )}
    </div>
  );
}

/** Buttons zoom around the position where it is in sight, else around the middle. */
function zoomCentre(view: View, playhead: number | Clock | undefined): number {
  const at = typeof playhead === 'object' ? playhead.ms : playhead;
  const inSight = at !== undefined && at >= view.fromMs && at <= view.toMs;
  return inSight ? at : (view.fromMs + view.toMs) / 2;
}
