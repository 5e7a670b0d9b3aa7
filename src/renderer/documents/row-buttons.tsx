import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { IconButton } from '../ui/button.tsx';
import type { Rows } from './use-rows.ts';

interface RowButtonsProps {
  rows: Rows<unknown>;
  index: number;
  /** What a row is called: "fact". */
  noun: string;
}

/** Moves a row up or down, or takes it away. */
export function RowButtons({ rows, index, noun }: RowButtonsProps) {
  const named = `${noun} ${String(index + 1)}`;
  return (
    <span className="flex shrink-0">
      <IconButton
        label={`Move ${named} up`}
        shortcut="alt+arrowup"
        disabled={index === 0}
        onClick={() => rows.move(index, -1)}
      >
        <ArrowUp aria-hidden />
      </IconButton>
      <IconButton
        label={`Move ${named} down`}
        shortcut="alt+arrowdown"
        disabled={index === rows.rows.length - 1}
        onClick={() => rows.move(index, 1)}
      >
        <ArrowDown aria-hidden />
      </IconButton>
      <IconButton label={`Remove ${named}`} onClick={() => rows.remove(index)}>
        <Trash2 aria-hidden />
      </IconButton>
    </span>
  );
}

/** Alt with an arrow moves the row that has the focus. True when the key was for that. */
export function movesRow(event: KeyboardEvent, rows: Rows<unknown>, index: number): boolean {
  if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return false;
  event.preventDefault();
  rows.move(index, event.key === 'ArrowUp' ? -1 : 1);
  return true;
}
