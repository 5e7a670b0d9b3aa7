import { useVirtualizer } from '@tanstack/react-virtual';
import {
  useEffect,
  useRef,
  useState,
  type DragEvent,
  type KeyboardEvent,
  type MouseEvent,
} from 'react';
import { useLocation } from 'wouter';
import { shell } from '../../api/client.ts';
import { registerShortcuts } from '../../shell/shortcut-registry.ts';
import { useShortcuts } from '../../shell/shortcuts.ts';
import type { ConversationSummary } from '../../../contract/conversation.ts';
import type { Sort } from '../../../contract/library-api.ts';
import { gridKey, gridShortcuts } from './grid-keys.ts';
import { Head } from './head.tsx';
import { remember, remembered } from './list-memory.ts';
import { isRunning } from './status.ts';
import { Row, ROW_HEIGHT, rowHref, RowSkeleton } from './row.tsx';
import { draggedWith } from './selection.ts';
import type { Rows } from './use-rows.ts';
import type { SelectionActions } from './use-selection.ts';
import { toast } from '../../ui/toast.ts';
import { useStable } from '../../ui/use-stable.ts';

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
  const press = useStable((event: MouseEvent, index: number, row: ConversationSummary) => {
    go(index);
    const mod = event.metaKey || event.ctrlKey;
    // The title is a link: with the modifier the browser opens it in a new tab.
    if (mod && (event.target as Element).closest('a')) return;
    event.preventDefault();
    if (event.shiftKey) selection.extend(index);
    else if (mod) selection.toggle(index);
    else open(row);
  });
  const toggle = useStable((event: MouseEvent, index: number) => {
    event.stopPropagation();
    go(index);
    if (event.shiftKey) selection.extend(index);
    else selection.toggle(index);
  });
  const drag = useStable((event: DragEvent, row: ConversationSummary) => {
    // The window's own drag would take the link along, not the files.
    event.preventDefault();
    const told = shell?.dragOut(draggedWith(selection.selection, row.id));
    told?.then((trouble) => trouble && toast.error(trouble), toast.error);
  });
  const onKeyDown = (event: KeyboardEvent) => {
    // The buttons of the head have keys of their own.
    if ((event.target as Element).closest('[role=columnheader]')) return;
    const page = Math.max(1, Math.floor(event.currentTarget.clientHeight / ROW_HEIGHT) - 2);
    const mod = event.ctrlKey || event.metaKey;
    const action = gridKey(
      { key: event.key, shiftKey: event.shiftKey, mod },
      active,
      rows.total,
      page,
    );
    if (!action) return;
    event.preventDefault();
    switch (action.kind) {
      case 'move':
        if (action.extend) selection.extend(action.index);
        go(action.index);
        return virtual.scrollToIndex(action.index);
      case 'toggle':
        return selection.toggle(active);
      case 'open':
        return open(rows.rowAt(active));
      case 'trash':
        return onTrash(chosenOr(selection, rows.rowAt(active)));
      case 'all':
        return selection.all();
      case 'clear':
        return selection.clear();
    }
  };
  useEffect(() => registerShortcuts('List', gridShortcuts), []);
  const some = selection.selection.ids.size > 0;
  useShortcuts('Selection', [
    { keys: 'escape', label: 'Select none', run: selection.clear, enabled: some },
    {
      ...{ keys: 'Delete', label: 'Delete the selected ones', enabled: some },
      run: () => onTrash([...selection.selection.ids]),
    },
  ]);
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
                  onPress={press}
                  onToggle={toggle}
                  onDrag={shell && !isRunning(row.status) ? drag : undefined}
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

function chosenOr({ selection }: SelectionActions, row: ConversationSummary | undefined): string[] {
  if (selection.ids.size > 0) return [...selection.ids];
  return row ? [row.id] : [];
}
