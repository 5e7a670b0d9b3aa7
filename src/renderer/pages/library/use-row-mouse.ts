import type { DragEvent, MouseEvent } from 'react';
import type { ConversationSummary } from '../../../contract/conversation.ts';
import { shell } from '../../api/client.ts';
import { toast } from '../../ui/toast.ts';
import { useStable } from '../../ui/use-stable.ts';
import { draggedWith } from './selection.ts';
import type { SelectionActions } from './use-selection.ts';

export interface RowMouseOptions {
  selection: SelectionActions;
  /** Makes a row the active one. */
  onActive: (index: number) => void;
  onOpen: (row: ConversationSummary) => void;
}

/** Rows by mouse: pressed, chosen, dragged out of the window. The handlers stay the same for ever. */
export function useRowMouse({ selection, onActive, onOpen }: RowMouseOptions) {
  const press = useStable((event: MouseEvent, index: number, row: ConversationSummary) => {
    onActive(index);
    const mod = event.metaKey || event.ctrlKey;
    // The title is a link: with the modifier the browser opens it in a new tab.
    if (mod && (event.target as Element).closest('a')) return;
    event.preventDefault();
    if (event.shiftKey) selection.extend(index);
    else if (mod) selection.toggle(index);
    else onOpen(row);
  });
  const toggle = useStable((event: MouseEvent, index: number) => {
    event.stopPropagation();
    onActive(index);
    if (event.shiftKey) selection.extend(index);
    else selection.toggle(index);
  });
  const drag = useStable((event: DragEvent, row: ConversationSummary) => {
    // The window's own drag would take the link along, not the files.
    event.preventDefault();
    const told = shell?.dragOut(draggedWith(selection.selection, row.id));
    told?.then((trouble) => trouble && toast.error(trouble), toast.error);
  });
  return { press, toggle, drag };
}
