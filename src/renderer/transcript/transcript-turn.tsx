import { clsx } from 'clsx';
import { memo, type MouseEvent } from 'react';
import type { Turn } from '../../contract/conversation.ts';
import { formatClockTenths } from '../format/times.ts';
import type { Clock } from '../lanes/clock.ts';
import { Badge } from '../ui/badge.tsx';
import { GapMark } from './gap-mark.tsx';
import { TurnWords } from './turn-words.tsx';
import { selectedMark, shiftClick } from './select-turn.ts';
import { useWordAt, useWordsBegun } from './use-word.ts';
import { wordTimesWords } from './word-origin.ts';
import { unsaid } from './words.ts';

export interface TranscriptTurnProps {
  turn: Turn;
  /** The position, ms of the recording: its word lights up. A Clock renders this row only when the word changes. */
  nowMs?: number | Clock | undefined;
  /** The turn of the position. */
  active?: boolean;
  /** Shows words only when `nowMs` has come to them: those of a live turn are announced before they sound. */
  reveal?: boolean;
  /** Shown faintly after the words: "speaking". */
  note?: string | undefined;
  /** A click on a word or the turn's time. */
  onSeek?: ((ms: number) => void) | undefined;
  /** Part of what is selected. */
  selected?: boolean;
  /** A click with Shift: selects up to here. */
  onExtend?: (() => void) | undefined;
  className?: string;
}

const nameColor = { a: 'text-a', b: 'text-b' };

/** One turn: its time, who spoke, the words, and how long after the other side it began. */
export const TranscriptTurn = memo(function TranscriptTurn(props: TranscriptTurnProps) {
  const { turn, nowMs, active = false, reveal = false, note, onSeek, className } = props;
  const { selected = false, onExtend } = props;
  const current = useWordAt(turn.words, nowMs);
  const begun = useWordsBegun(turn.words, nowMs);
  const rest = turn.interrupted ? unsaid(turn.text, turn.intended) : '';
  const seekWord = (event: MouseEvent) => {
    const ms = (event.target as HTMLElement).closest<HTMLElement>('[data-ms]')?.dataset['ms'];
    // Text that was just selected is to be copied, not played.
    if (ms && onSeek && !event.shiftKey && document.getSelection()?.isCollapsed !== false)
      onSeek(Number(ms));
  };
  return (
    <div
      data-turn={turn.id}
      data-active={active || undefined}
      data-selected={selected || undefined}
      {...(onExtend ? shiftClick(onExtend) : {})}
      className={clsx(
        'grid grid-cols-[3.25rem_minmax(3.5rem,6.5rem)_minmax(0,1fr)_auto] items-baseline gap-x-3 px-4 py-2',
        (active || selected) && 'bg-raise',
        selected && selectedMark,
        className,
      )}
    >
      <TurnTime turn={turn} onSeek={onSeek} />
      <span
        className={clsx('truncate text-sm font-semibold', nameColor[turn.side])}
        title={turn.speaker}
      >
        {turn.speaker}
      </span>
      <p
        className={clsx('max-w-measure break-words', onSeek && 'cursor-pointer')}
        {...(onSeek ? { onClick: seekWord } : {})}
      >
        <TurnWords
          {...{ text: turn.text, words: turn.words, side: turn.side, current }}
          until={reveal ? begun : undefined}
          seekable={onSeek !== undefined}
        />
        {rest && (
          <>
            {' '}
            <del className="text-faint" title="What was still to be said">
              {rest}
            </del>
          </>
        )}
        {turn.interrupted && <Badge className="ml-1.5 align-middle">interrupted</Badge>}
        {note && <span className="ml-1.5 text-dim">{note}</span>}
      </p>
      <GapMark gapMs={turn.gapMs} first={turn.index === 0} className="min-w-14 text-right" />
    </div>
  );
});

function TurnTime({ turn, onSeek }: Pick<TranscriptTurnProps, 'turn' | 'onSeek'>) {
  const time = formatClockTenths(turn.startMs);
  const look = 'text-right text-xs text-faint';
  const times = onSeek && wordTimesWords([turn]);
  if (!onSeek) return <span className={look}>{time}</span>;
  return (
    <button
      type="button"
      aria-label={`Go to ${time}, ${turn.speaker}`}
      title={times && `Word times: ${times}`}
      // With Shift it selects, as the whole row does.
      onClick={(event) => !event.shiftKey && onSeek(turn.startMs)}
      className={clsx(
        look,
        'relative -my-1 rounded-mark py-1 after:absolute after:-inset-x-2 after:-inset-y-1 hover:text-text hover:underline',
      )}
    >
      {time}
    </button>
  );
}
