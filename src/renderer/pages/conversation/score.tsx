import { useEffect, useRef, useState } from 'react';
import type { Conversation } from '../../../contract/conversation.ts';
import { PEAKS_PER_SECOND } from '../../../contract/library-api.ts';
import { formatClock } from '../../format/times.ts';
import { usePeaks } from '../../api/queries.ts';
import { Lanes } from '../../lanes/lanes.tsx';
import type { Span, View } from '../../lanes/types.ts';
import { viewOfSpan, viewWith, wholeView } from '../../lanes/view.ts';
import { useMediaQuery } from '../../shell/use-media-query.ts';
import { useStable } from '../../ui/use-stable.ts';
import type { Player } from './player.ts';
import { localRecording } from './recording.ts';

interface ScoreProps {
  conversation: Conversation;
  player: Player;
  selection: Span | null;
  highlight: Span | null;
  onSelect: (span: Span | null) => void;
}

const none = { a: new Uint8Array(), b: new Uint8Array() };

/** The lanes of the page: the view follows the player, and comes to what is lit. */
export function Score({ conversation, player, selection, highlight, onSelect }: ScoreProps) {
  const { id, durationMs, turns, config, metrics } = conversation;
  const [view, setView] = useState(() => wholeView(durationMs));
  const low = useMediaQuery('(max-height: 44rem)');
  const peaks = usePeaks(id);
  useEffect(
    () =>
      player.clock.subscribe(() => setView((now) => viewWith(now, player.clock.ms, durationMs))),
    [player, durationMs],
  );
  useLitView(highlight, view, setView, durationMs);
  const speaker = (side: 'a' | 'b') => ({
    name: config.personas[side].name,
    note: metrics ? `spoke ${formatClock(metrics.speechMs[side])}` : config.personas[side].role,
  });
  return (
    <section
      aria-label="Lanes"
      className="shrink-0 rounded-card border border-line bg-panel px-4 pt-3 pb-1"
    >
      <Lanes
        speakers={{ a: speaker('a'), b: speaker('b') }}
        peaks={peaks.data ?? none}
        peaksPerSecond={PEAKS_PER_SECOND}
        {...{ durationMs, view, turns, selection, highlight, onSelect }}
        playheadMs={player.clock}
        laneHeight={low ? 40 : 64}
        onView={setView}
        onSeek={(ms) => player.seek(ms)}
      />
      {!localRecording(conversation) && (
        <p className="pb-2 text-sm text-dim">
          There is no recording to listen to: it ended before anything was recorded, or its file is
          gone. The turns are shown as the sides reported them.
        </p>
      )}
    </section>
  );
}

/** Comes to what is lit, and goes back when nothing is any more. */
function useLitView(
  lit: Span | null,
  view: View,
  setView: (view: View) => void,
  durationMs: number,
) {
  const before = useRef<View | undefined>(undefined);
  const show = useStable((span: Span | null) => {
    before.current ??= view;
    setView(span ? viewOfSpan(before.current, span, durationMs) : before.current);
    if (!span) before.current = undefined;
  });
  const shown = useRef(lit);
  useEffect(() => {
    if (shown.current !== lit) show(lit);
    shown.current = lit;
  }, [lit, show]);
}
