import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { ConversationSummary } from '../../../contract/conversation.ts';
import type { Sort } from '../../../contract/library-api.ts';
import { shell } from '../../api/client.ts';
import { useStable } from '../../ui/use-stable.ts';
import { Head } from './head.tsx';
import { remember, remembered } from './list-memory.ts';
import { Row, ROW_HEIGHT, rowHref, RowSkeleton } from './row.tsx';
import { isRunning } from './status.ts';
import { useListKeys } from './use-list-keys.ts';
import { useRowMouse } from './use-row-mouse.ts';
import type { Rows } from './use-rows.ts';
import type { SelectionActions } from './use-selection.ts';

const HEAD_HEIGHT = 36;

export interface ListProps {
  /** Stands for filter and order: another one begins at the top. */
  listKey: string;
  rows: Rows;
  sort: Sort;
  selection: SelectionActions;
  onSort: (sort: Sort) => void;
  /** Which rows are in sight. */
  onRange: (first: number, last: number) => void;
  onTrash: (ids: readonly string[]) => void;
}

/** The conversations, as many rows as fit the window and no more. */
export function List(props: ListProps) {
  const { listKey, rows, sort, selection, onSort, onRange, onTrash } = props;
  const [, navigate] = useLocation();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(() => remembered(listKey).active);
  const virtual = useVirtualizer({
    count: rows.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 6,
    scrollMargin: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
    initialOffset: () => remembered(listKey).offset,
    onChange: ({ range, scrollOffset }) => {
      if (range) onRange(range.startIndex, range.endIndex);
      remember({ key: listKey, offset: scrollOffset ?? 0 });
    },
  });
  useBeginAnew(listKey, () => {
    virtual.scrollToOffset(0);
    setActive(0);
  });
  const go = (index: number) => {
    setActive(index);
    remember({ key: listKey, active: index });
  };
  const open = (row: ConversationSummary | undefined) => row && navigate(rowHref(row));
  const mouse = useRowMouse({ selection, onActive: go, onOpen: open });
  const onMove = (index: number) => {
    go(index);
    virtual.scrollToIndex(index);
  };
  const onKeyDown = useListKeys({ rows, selection, active, onMove, onOpen: open, onTrash });
  const sortBy = useStable(onSort);
  const items = virtual.getVirtualItems();
  const pool = usePool(items.length);
  const inSight = items.some((item) => item.index === active);
  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label="Conversations"
      aria-rowcount={rows.total + 1}
      aria-multiselectable
      aria-activedescendant={inSight ? `row-${active}` : undefined}
      aria-busy={rows.stale || undefined}
      onKeyDown={onKeyDown}
      className="group/grid @container min-h-0 flex-1 overflow-y-auto select-none [overflow-anchor:none] focus-visible:outline-none"
    >
      <Head sort={sort} onSort={sortBy} />
      <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const row = rows.rowAt(index);
          return (
            <div
              // Rows that leave become those that come: changing their words costs less than making them anew.
              key={index % pool}
              role="presentation"
              className="absolute inset-x-0 top-0 [contain:strict]"
              style={{ height: ROW_HEIGHT, transform: `translateY(${start - HEAD_HEIGHT}px)` }}
            >
              {row ? (
                <Row
                  {...{ row, index }}
                  active={index === active}
                  selected={selection.selection.ids.has(row.id)}
                  onPress={mouse.press}
                  onToggle={mouse.toggle}
                  onDrag={shell && !isRunning(row.status) ? mouse.drag : undefined}
                />
              ) : (
                <RowSkeleton />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** The most rows there have been at once: so many elements take turns. */
function usePool(rows: number): number {
  const [pool, setPool] = useState(rows);
  if (rows > pool) setPool(rows);
  return Math.max(pool, rows);
}

/** Calls back when the key changes, not at first. */
function useBeginAnew(key: string, begin: () => void): void {
  const before = useRef(key);
  const run = useStable(begin);
  useEffect(() => {
    if (before.current === key) return;
    before.current = key;
    run();
  }, [key, run]);
}
