import { PEAKS_PER_SECOND } from '../../../contract/library-api.ts';
import type { LiveConversation } from '../../../contract/live.ts';
import type { Clock } from '../../lanes/clock.ts';
import { Lanes } from '../../lanes/lanes.tsx';
import type { View } from '../../lanes/types.ts';
import { useMediaQuery } from '../../shell/use-media-query.ts';
import { Card } from '../../ui/card.tsx';
import { speakingState } from './side-states.ts';

export interface LanesCardProps {
  live: LiveConversation;
  clock: Clock;
  view: View;
  onView: (view: View) => void;
}

/** The duet score while it is being played. */
export function LanesCard({ live, clock, view, onView }: LanesCardProps) {
  const tall = useMediaQuery('(min-height: 760px)');
  const { personas } = live.config;
  const speaker = (side: 'a' | 'b') => ({
    name: personas[side].name,
    state: live.ended ? undefined : speakingState(live, side),
    note: live.ended ? personas[side].role : undefined,
  });
  return (
    <Card padded={false} aria-label="Lanes" className="shrink-0 px-4 pt-3 pb-2">
      <Lanes
        speakers={{ a: speaker('a'), b: speaker('b') }}
        peaks={live.peaks}
        peaksPerSecond={PEAKS_PER_SECOND}
        // What is still to come has its place already: the view doesn't grow with every second.
        durationMs={live.ended ? live.atMs : Math.max(live.atMs, view.toMs)}
        view={view}
        turns={live.turns}
        playheadMs={clock}
        live={!live.ended}
        laneHeight={tall ? 64 : 40}
        onView={onView}
      />
    </Card>
  );
}
