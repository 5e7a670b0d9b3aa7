import { Ear } from 'lucide-react';
import { memo, useMemo, useState } from 'react';
import type { Conversation, Turn } from '../../../contract/conversation.ts';
import { otherSide } from '../../../contract/side.ts';
import { formatCountOf } from '../../format/numbers.ts';
import { formatClockTenths } from '../../format/times.ts';
import { HeardDiff } from '../../transcript/heard-diff.tsx';
import { heardAll } from '../../transcript/heard.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Switch } from '../../ui/switch.tsx';
import type { Player } from './player.ts';
import { VirtualList } from './virtual-list.tsx';

/** What each side's ear understood of the other one, against what was said. */
export function HeardTab({ conversation, player }: { conversation: Conversation; player: Player }) {
  const { turns, config } = conversation;
  const [onlyDifferences, setOnly] = useState(true);
  const reported = useMemo(() => turns.filter((turn) => turn.heard !== null), [turns]);
  const different = useMemo(
    () => reported.filter((turn) => !heardAll(turn.text, turn.heard ?? '')),
    [reported],
  );
  if (reported.length === 0) return <NothingHeard />;
  const shown = onlyDifferences ? different : reported;
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex min-h-12 flex-wrap items-center justify-between gap-x-6 border-b border-line px-4">
        <p role="status" className="text-dim">
          Understood word for word: {reported.length - different.length} of{' '}
          {formatCountOf(reported.length, 'turn')}.
        </p>
        <Switch label="Only differences" checked={onlyDifferences} onChange={setOnly} />
      </div>
      {shown.length === 0 ? (
        <EmptyState icon={<Ear />} title="Every word was understood">
          Switch off “Only differences” to read what was heard.
        </EmptyState>
      ) : (
        <VirtualList
          label="What was heard"
          items={shown}
          keyOf={(turn) => turn.id}
          estimate={56}
          render={(turn) => (
            <HeardRow
              turn={turn}
              listener={config.personas[otherSide(turn.side)].name}
              onSeek={(ms) => player.seek(ms)}
            />
          )}
        />
      )}
    </div>
  );
}

interface HeardRowProps {
  turn: Turn;
  listener: string;
  onSeek: (ms: number) => void;
}

const HeardRow = memo(function HeardRow({ turn, listener, onSeek }: HeardRowProps) {
  const time = formatClockTenths(turn.startMs);
  const color = turn.side === 'a' ? 'text-b' : 'text-a';
  return (
    <div className="grid grid-cols-[3.25rem_minmax(6rem,10rem)_minmax(0,1fr)] items-baseline gap-x-3 px-4 py-2">
      <button
        type="button"
        aria-label={`Go to ${time}`}
        onClick={() => onSeek(turn.startMs)}
        className="relative text-right text-xs text-faint after:absolute after:-inset-2 hover:text-text hover:underline"
      >
        {time}
      </button>
      <span className="truncate text-sm">
        <span className={`font-semibold ${color}`}>{listener}</span>{' '}
        <span className="text-dim">heard:</span>
      </span>
      <HeardDiff said={turn.text} heard={turn.heard ?? ''} />
    </div>
  );
});

function NothingHeard() {
  return (
    <EmptyState icon={<Ear />} title="Nothing was reported as heard">
      The sides tell what they understood after each turn of the other one. None did so here.
    </EmptyState>
  );
}
