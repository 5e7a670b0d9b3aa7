import { clsx } from 'clsx';
import { memo, useSyncExternalStore } from 'react';
import type { Turn } from '../../../contract/conversation.ts';
import { formatClockTenths, formatSeconds, none } from '../../format/times.ts';
import { GapMark } from '../../transcript/gap-mark.tsx';
import { selectedMark, shiftClick } from '../../transcript/select-turn.ts';
import { isTurnSelected, type Selected } from './clip-selection.ts';
import type { Player } from './player.ts';
import { turnIndexAt } from './positions.ts';
import { wordsPerMinute } from './turn-figures.ts';
import { VirtualList } from './virtual-list.tsx';

const columns =
  'grid items-center gap-x-3 px-4 grid-cols-[2.25rem_minmax(4rem,6.5rem)_3.75rem_3.75rem_3.75rem_4rem_4.25rem_3rem] ' +
  '@3xl:grid-cols-[2.25rem_minmax(4rem,6.5rem)_3.75rem_3.75rem_3.75rem_4rem_4.25rem_3rem_minmax(0,1fr)]';

const heads = ['No.', 'Speaker', 'Start', 'End', 'Length', 'Gap', 'Words/min', 'Cut off'];

interface TurnsTabProps {
  turns: readonly Turn[];
  player: Player;
  selected: Selected | null;
  /** This turn alone, or with `extend` all up to it. */
  onSelectTurn: (index: number, extend: boolean) => void;
}

/** Every turn in numbers. Its number selects it. */
export function TurnsTab({ turns, player, selected, onSelectTurn }: TurnsTabProps) {
  const { clock } = player;
  const active = useSyncExternalStore(clock.subscribe, () => turnIndexAt(turns, clock.ms));
  return (
    <div className="@container h-full min-h-0 overflow-x-auto">
      <VirtualList
        label="Turns"
        role="table"
        items={turns}
        keyOf={(turn) => turn.id}
        estimate={36}
        keepInSight={active}
        head={<TurnsHead />}
        render={(turn, index) => (
          <TurnRow
            turn={turn}
            active={index === active}
            selected={isTurnSelected(selected, index)}
            onSeek={(ms) => player.seek(ms)}
            onSelect={(extend) => onSelectTurn(index, extend)}
          />
        )}
      />
    </div>
  );
}

function TurnsHead() {
  return (
    <div
      role="row"
      className={clsx(columns, 'h-8 border-b border-line text-xs font-[550] text-dim')}
    >
      {heads.map((head, index) => (
        <span
          key={head}
          role="columnheader"
          className={clsx(index !== 1 && index !== 7 && 'text-right')}
        >
          {head}
        </span>
      ))}
      <span role="columnheader" className="hidden @3xl:block">
        Words
      </span>
    </div>
  );
}

interface TurnRowProps {
  turn: Turn;
  active: boolean;
  selected: boolean;
  onSeek: (ms: number) => void;
  onSelect: (extend: boolean) => void;
}

const TurnRow = memo(function TurnRow(props: TurnRowProps) {
  const { turn, active, selected, onSeek, onSelect } = props;
  const { index, side, speaker, startMs, endMs, gapMs, interrupted, text } = turn;
  const number = 'text-right whitespace-nowrap';
  return (
    <div
      role="row"
      data-selected={selected || undefined}
      {...shiftClick(() => onSelect(true))}
      className={clsx(
        columns,
        'h-9 text-sm hover:bg-raise',
        (active || selected) && 'bg-raise',
        selected && selectedMark,
      )}
    >
      <span role="cell" className={number}>
        <button
          type="button"
          aria-label={`Select turn ${index + 1}`}
          aria-pressed={selected}
          title="Select this turn; with Shift all up to it"
          className="h-8 min-w-8 rounded-mark pr-1 text-right text-faint focus-visible:-outline-offset-2 hover:text-text hover:underline"
          onClick={(event) => {
            if (!event.shiftKey) onSelect(false);
          }}
        >
          {index + 1}
        </button>
      </span>
      <span
        role="cell"
        className={clsx('truncate font-semibold', side === 'a' ? 'text-a' : 'text-b')}
      >
        {speaker}
      </span>
      <span role="cell" className={number}>
        <button
          type="button"
          aria-label={`Go to ${formatClockTenths(startMs)}`}
          className="h-8 rounded-mark underline decoration-line-strong underline-offset-2 hover:decoration-current"
          onClick={(event) => !event.shiftKey && onSeek(startMs)}
        >
          {formatClockTenths(startMs)}
        </button>
      </span>
      <span role="cell" className={number}>
        {formatClockTenths(endMs)}
      </span>
      <span role="cell" className={number}>
        {formatSeconds(endMs - startMs)}
      </span>
      <span role="cell" className={number}>
        <GapMark gapMs={gapMs} first={index === 0} />
      </span>
      <span role="cell" className={number}>
        {wordsPerMinute(turn) ?? none}
      </span>
      <span role="cell" className="text-dim">
        {interrupted ? 'yes' : ''}
      </span>
      <span role="cell" className="hidden truncate text-dim @3xl:block">
        {text}
      </span>
    </div>
  );
});
