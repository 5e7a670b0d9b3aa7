import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type ReactNode } from 'react';

interface VirtualListProps<T> {
  label: string;
  items: readonly T[];
  keyOf: (item: T) => string;
  /** About how high a row is, px; each is measured when it comes into sight. */
  estimate: number;
  /** Kept in sight, when it changes; −1: none. */
  keepInSight?: number;
  /** Stands above and scrolls along. */
  head?: ReactNode;
  role?: 'list' | 'table';
  /** The reader scrolls by hand. */
  onScrollByHand?: () => void;
  render: (item: T, index: number) => ReactNode;
}

const SCROLL_KEYS = new Set(['PageUp', 'PageDown', 'Home', 'End', 'ArrowUp', 'ArrowDown']);

/** A long list of rows of different heights: five thousand turns cost as much as thirty. */
export function VirtualList<T>(props: VirtualListProps<T>) {
  const { label, items, keyOf, estimate, keepInSight = -1, head, role = 'list', render } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimate,
    getItemKey: (index) => keyOf(items[index]!),
    overscan: 6,
    scrollPaddingStart: 48,
    scrollPaddingEnd: 48,
  });
  useEffect(() => {
    if (keepInSight >= 0) virtual.scrollToIndex(keepInSight, { align: 'auto' });
  }, [keepInSight, virtual]);
  const byHand = () => props.onScrollByHand?.();
  return (
    <div
      ref={scroller}
      tabIndex={0}
      aria-label={label}
      role="group"
      onWheel={byHand}
      onTouchMove={byHand}
      onKeyDown={(event) => {
        if (event.target === event.currentTarget && SCROLL_KEYS.has(event.key)) byHand();
      }}
      className="h-full min-h-0 overflow-y-auto py-2 [overflow-anchor:none] focus-visible:-outline-offset-2"
    >
      <div
        role={role}
        aria-label={label}
        aria-rowcount={role === 'table' ? items.length + 1 : undefined}
      >
        {head}
        <div
          role={role === 'table' ? 'rowgroup' : 'presentation'}
          className="relative"
          style={{ height: virtual.getTotalSize() }}
        >
          {virtual.getVirtualItems().map(({ index, key, start }) => (
            <div
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              role={role === 'list' ? 'listitem' : 'presentation'}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${start}px)` }}
            >
              {render(items[index]!, index)}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
