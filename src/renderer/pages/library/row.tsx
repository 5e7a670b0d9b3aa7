import { clsx } from 'clsx';
import { memo, type DragEvent, type MouseEvent } from 'react';
import type { ConversationSummary } from '../../../contract/conversation.ts';
import { formatClock, formatSeconds, none } from '../../format/times.ts';
import { Miniature } from '../../lanes/miniature.tsx';
import { StatusDot } from '../../ui/status-dot.tsx';
import { isRunning, statusWords } from './status.ts';
import { whenWords } from './when.ts';

/** Of a row, px. All have the same, so that nothing jumps when rows come. */
export const ROW_HEIGHT = 56;

/** The columns of head and rows; some come with the width that there is. */
export const columns =
  'grid items-center gap-x-3 px-3 ' +
  'grid-cols-[2rem_minmax(0,1fr)_7.75rem_3.25rem_4rem_6.25rem] ' +
  '@2xl:grid-cols-[2rem_minmax(0,1fr)_7.75rem_3.25rem_120px_4rem_6.25rem] ' +
  '@4xl:grid-cols-[2rem_minmax(0,1fr)_7.75rem_3.25rem_120px_4rem_4rem_6.25rem] ' +
  '@6xl:grid-cols-[2rem_minmax(0,1fr)_7.75rem_3.25rem_120px_4rem_4rem_6.25rem_minmax(6rem,14rem)]';
export const from2xl = 'hidden @2xl:block';
export const from4xl = 'hidden @4xl:block';
export const from6xl = 'hidden @6xl:flex';

export interface RowProps {
  row: ConversationSummary;
  index: number;
  active: boolean;
  selected: boolean;
  onPress: (event: MouseEvent, index: number, row: ConversationSummary) => void;
  onToggle: (event: MouseEvent, index: number, row: ConversationSummary) => void;
  /** Undefined: it can't be dragged out of this window. */
  onDrag: ((event: DragEvent, row: ConversationSummary) => void) | undefined;
}

/** Where a row leads: a conversation that still runs is watched live. */
export function rowHref({ id, status }: Pick<ConversationSummary, 'id' | 'status'>): string {
  return `${isRunning(status) ? '/live' : '/library'}/${encodeURIComponent(id)}`;
}

/** A conversation in the list. Plain elements only: hundreds pass by while one scrolls. */
export const Row = memo(function Row(props: RowProps) {
  const { row, index, active, selected, onPress, onToggle, onDrag } = props;
  const status = statusWords[row.status];
  const when = whenWords(row.createdAt, Date.now());
  const cell = 'text-sm whitespace-nowrap text-dim';
  return (
    <div
      role="row"
      id={`row-${index}`}
      aria-rowindex={index + 2}
      aria-selected={selected}
      onClick={(event) => onPress(event, index, row)}
      {...(onDrag
        ? { draggable: true, onDragStart: (event: DragEvent) => onDrag(event, row) }
        : {})}
      className={clsx(
        columns,
        'h-14 cursor-default border-b border-line hover:bg-raise',
        selected && 'bg-raise',
        active &&
          'group-focus-visible/grid:outline-2 group-focus-visible/grid:-outline-offset-2 group-focus-visible/grid:outline-accent',
      )}
    >
      <div
        role="gridcell"
        className="grid h-full place-items-center"
        onClick={(event) => onToggle(event, index, row)}
      >
        <input
          type="checkbox"
          tabIndex={-1}
          readOnly
          checked={selected}
          aria-label={`Select ${row.title}`}
          className="grid size-4.5 appearance-none place-items-center rounded-mark border border-edge before:invisible before:text-xs before:font-bold before:text-on-accent before:content-['✓'] checked:border-accent checked:bg-accent checked:before:visible"
        />
      </div>
      <div role="gridcell" className="min-w-0">
        <a href={rowHref(row)} tabIndex={-1} className="block truncate font-semibold">
          {row.title}
        </a>
        <div className="truncate text-xs text-dim">
          <span className="text-a">{row.speakers.a}</span> ×{' '}
          <span className="text-b">{row.speakers.b}</span>
          {row.tags.length > 0 && <span className="@6xl:hidden"> · {row.tags.join(', ')}</span>}
        </div>
      </div>
      <div role="gridcell" className={clsx(cell, 'truncate')} title={when.full}>
        {when.short}
      </div>
      <div role="gridcell" className={clsx(cell, 'text-right text-text')}>
        {formatClock(row.durationMs)}
      </div>
      <div role="gridcell" className={from2xl}>
        <Miniature digits={row.miniature} />
      </div>
      <div role="gridcell" className={clsx(cell, 'text-right')}>
        {formatSeconds(row.gapMedianMs)}
      </div>
      <div role="gridcell" className={clsx(cell, from4xl, 'text-right')}>
        {row.overlapMs === null ? none : formatSeconds(row.overlapMs)}
      </div>
      <div role="gridcell" className="min-w-0 text-sm text-dim">
        <StatusDot tone={status.tone} label={status.label} />
      </div>
      <div role="gridcell" className={clsx(from6xl, 'min-w-0 gap-1 overflow-hidden')}>
        {row.tags.map((tag) => (
          <span
            key={tag}
            className="shrink-0 rounded-full border border-line-strong px-2 text-xs text-dim"
          >
            {tag}
          </span>
        ))}
      </div>
    </div>
  );
});

/** In the place of a row that is on its way. */
export function RowSkeleton() {
  return (
    <div role="row" className={clsx(columns, 'h-14 border-b border-line')}>
      <span role="gridcell" className="col-start-2 grid gap-2">
        <span className="h-3 w-2/5 rounded-mark bg-raise" />
        <span className="h-2.5 w-1/4 rounded-mark bg-raise" />
      </span>
    </div>
  );
}
