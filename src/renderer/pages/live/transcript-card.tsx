import { ArrowDownToLine } from 'lucide-react';
import { useEffect, useSyncExternalStore, type ReactNode } from 'react';
import type { LiveConversation, LiveTurn } from '../../../contract/live.ts';
import type { Clock } from '../../lanes/clock.ts';
import { TranscriptTurn } from '../../transcript/transcript-turn.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import type { FollowEnd } from './use-follow-end.ts';
import { WaitingRow } from './waiting-row.tsx';

/** Rows near the end follow the clock word by word; older ones stand still. */
const MOVING_ROWS = 4;

export interface TranscriptCardProps {
  live: LiveConversation;
  clock: Clock;
  follow: FollowEnd;
  /** Shows the place in the lanes. */
  onSeek: (ms: number) => void;
  onNow: () => void;
  /** Below the words: how it ended. */
  footer?: ReactNode;
}

/** What is said, as it is said. */
export function TranscriptCard(props: TranscriptCardProps) {
  const { live, clock, follow, onSeek, onNow, footer } = props;
  const { turns, ended } = live;
  const begun = useSyncExternalStore(clock.subscribe, () => turnsBegun(turns, clock.ms));
  const shown = ended ? turns : turns.slice(0, begun);
  const { toEnd, following } = follow;
  useEffect(() => {
    // What ended is read from where it ended.
    if (ended && following) toEnd();
  }, [ended, following, toEnd]);
  return (
    <Card
      padded={false}
      aria-label="Transcript"
      className="relative flex min-h-0 flex-1 flex-col overflow-hidden"
    >
      <div
        ref={follow.scroller}
        role="log"
        // Its words would be read over the voices that say them.
        aria-live="off"
        aria-label="Transcript"
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2"
      >
        <div ref={follow.content} className="py-2">
          {shown.map((turn, index) => {
            const moving = !ended && index >= shown.length - MOVING_ROWS;
            return (
              <TranscriptTurn
                key={turn.id}
                turn={turn}
                nowMs={moving ? clock : undefined}
                reveal={moving}
                active={turn.open}
                note={turn.open && turn.words.length === 0 ? 'speaking' : undefined}
                onSeek={onSeek}
              />
            );
          })}
          {!ended && <WaitingRow live={live} />}
        </div>
      </div>
      {!follow.following && !ended && (
        <Button
          size="sm"
          icon={<ArrowDownToLine aria-hidden />}
          onClick={onNow}
          className="appear absolute bottom-3 left-1/2 -translate-x-1/2"
        >
          Jump to now
        </Button>
      )}
      {footer}
    </Card>
  );
}

/** How many turns have begun to sound; they are in order of their start. */
function turnsBegun(turns: readonly LiveTurn[], nowMs: number): number {
  let count = turns.length;
  while (count > 0 && turns[count - 1]!.startMs > nowMs) count -= 1;
  return count;
}
