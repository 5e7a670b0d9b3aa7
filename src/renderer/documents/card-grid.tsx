import type { KeyboardEvent, ReactNode } from 'react';
import { gridMove } from './grid-move.ts';

interface CardGridProps<T> {
  label: string;
  items: readonly T[];
  keyOf: (item: T) => string;
  render: (item: T) => ReactNode;
  /** Delete was pressed on a card. */
  onDelete: (item: T) => void;
}

/** Cards in as many columns as there is room. Arrow keys move between them, Enter opens, Delete deletes. */
export function CardGrid<T>({ label, items, keyOf, render, onDelete }: CardGridProps<T>) {
  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>) => {
    const links = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-card-link]')];
    const index = links.indexOf(event.target as HTMLElement);
    if (index < 0) return;
    const item = items[index];
    if (event.key === 'Delete' && item !== undefined) {
      event.preventDefault();
      (links[index + 1] ?? links[index - 1])?.focus();
      onDelete(item);
      return;
    }
    const cells = [...event.currentTarget.children] as HTMLElement[];
    const columns = cells.filter(({ offsetTop }) => offsetTop === cells[0]?.offsetTop).length;
    const next = gridMove(event.key, { index, count: links.length, columns });
    if (next === undefined) return;
    event.preventDefault();
    links[next]?.focus();
  };
  return (
    <ul
      aria-label={label}
      onKeyDown={onKeyDown}
      className="grid grid-cols-[repeat(auto-fill,minmax(17.5rem,1fr))] gap-3"
    >
      {items.map((item) => (
        <li key={keyOf(item)} className="min-w-0">
          {render(item)}
        </li>
      ))}
    </ul>
  );
}
