import { clsx } from 'clsx';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { memo } from 'react';
import type { Sort } from '../../../contract/library-api.ts';
import { Tooltip } from '../../ui/tooltip.tsx';
import { columns, from2xl, from4xl, from6xl } from './row.tsx';

interface Column {
  label: string;
  /** What it shows. */
  about: string;
  /** Sorted downwards, and upwards, where there is such an order. */
  down?: Sort;
  up?: Sort;
  className?: string;
}

const heads: readonly Column[] = [
  {
    label: 'Conversation',
    about: 'Its title, and who spoke: the caller first. Sorts by title.',
    up: 'title',
  },
  { label: 'When', about: 'When it began.', down: 'newest', up: 'oldest' },
  {
    ...{ label: 'Length', about: 'How long the recording is.', down: 'longest', up: 'shortest' },
    className: 'justify-end',
  },
  {
    label: 'Lanes',
    about: 'When each spoke: the caller above, the other below.',
    className: from2xl,
  },
  {
    label: 'Gap',
    about: 'The usual silence before the other side answers (median). Sorts the longest first.',
    down: 'gap',
    className: 'justify-end',
  },
  {
    label: 'Overlap',
    about: 'How long both spoke at once. Sorts the longest first.',
    down: 'overlap',
    className: clsx(from4xl, 'justify-self-end'),
  },
  { label: 'Status', about: 'How it ended: by itself, by you, or by a fault.' },
  { label: 'Tags', about: 'Your own words for it.', className: from6xl },
];

interface HeadProps {
  sort: Sort;
  onSort: (sort: Sort) => void;
}

/** The head of the list. Each column says what it shows; those with an order sort by it. */
export const Head = memo(function Head({ sort, onSort }: HeadProps) {
  return (
    <div
      role="row"
      aria-rowindex={1}
      className={clsx(columns, 'sticky top-0 z-10 h-9 border-b border-line bg-panel')}
    >
      <span role="columnheader">
        <span className="sr-only">Selected</span>
      </span>
      {heads.map((column) => (
        <HeadCell key={column.label} {...{ column, sort, onSort }} />
      ))}
    </div>
  );
});

function HeadCell({ column, sort, onSort }: HeadProps & { column: Column }) {
  const { label, about, down, up, className } = column;
  const order = sort === down ? 'descending' : sort === up ? 'ascending' : undefined;
  const next = order === 'descending' ? (up ?? down) : (down ?? up);
  const text = 'text-xs font-[550] text-dim';
  return (
    <div role="columnheader" aria-sort={order} className={clsx('flex min-w-0', className)}>
      <Tooltip content={about}>
        {next ? (
          <button
            type="button"
            onClick={() => onSort(next)}
            className={clsx(
              text,
              '-mx-1 flex h-8 items-center gap-1 rounded-mark px-1 hover:text-text',
              order && 'text-text',
            )}
          >
            {label}
            {order === 'descending' && <ArrowDown aria-hidden className="size-3" />}
            {order === 'ascending' && <ArrowUp aria-hidden className="size-3" />}
          </button>
        ) : (
          <span className={clsx(text, 'flex h-8 items-center')}>{label}</span>
        )}
      </Tooltip>
    </div>
  );
}
