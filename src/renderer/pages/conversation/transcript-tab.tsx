import { ArrowDownToLine, MessagesSquare } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Turn } from '../../../contract/conversation.ts';
import { TranscriptTurn } from '../../transcript/transcript-turn.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { isTurnSelected, type Selected } from './clip-selection.ts';
import type { Player } from './player.ts';
import { turnIndexAt } from './positions.ts';
import { usePlayerState } from './use-player.ts';
import { VirtualList } from './virtual-list.tsx';

interface TranscriptTabProps {
  turns: readonly Turn[];
  player: Player;
  selected: Selected | null;
  /** Selects up to this turn. */
  onExtend: (index: number) => void;
}

/** What was said. It follows the player, until one scrolls by hand. */
export function TranscriptTab({ turns, player, selected, onExtend }: TranscriptTabProps) {
  const { clock } = player;
  const { playing } = usePlayerState(player);
  const [following, setFollowing] = useState(true);
  const active = useSyncExternalStore(clock.subscribe, () => turnIndexAt(turns, clock.ms));
  useEffect(() => {
    if (playing) setFollowing(true);
  }, [playing]);
  const seek = (ms: number) => {
    setFollowing(true);
    player.seek(ms);
  };
  if (turns.length === 0) return <NothingSaid />;
  return (
    <div className="relative h-full min-h-0">
      <VirtualList
        label="Transcript"
        items={turns}
        keyOf={(turn) => turn.id}
        estimate={40}
        keepInSight={following || !playing ? active : -1}
        onScrollByHand={() => setFollowing(false)}
        render={(turn, index) => (
          <TranscriptTurn
            turn={turn}
            nowMs={clock}
            active={index === active}
            selected={isTurnSelected(selected, index)}
            onSeek={seek}
            onExtend={() => onExtend(index)}
          />
        )}
      />
      {playing && !following && (
        <Button
          size="sm"
          className="absolute bottom-3 left-1/2 -translate-x-1/2"
          icon={<ArrowDownToLine aria-hidden />}
          onClick={() => setFollowing(true)}
        >
          Follow the voice
        </Button>
      )}
    </div>
  );
}

function NothingSaid() {
  return (
    <EmptyState icon={<MessagesSquare />} title="Nobody said a word">
      It ended before the first turn. How it ended stands beside this.
    </EmptyState>
  );
}
