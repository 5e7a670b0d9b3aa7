import { useEffect, type KeyboardEvent } from 'react';
import type { ConversationSummary } from '../../../contract/conversation.ts';
import { registerShortcuts } from '../../shell/shortcut-registry.ts';
import { useShortcuts } from '../../shell/shortcuts.ts';
import { gridKey, gridShortcuts } from './grid-keys.ts';
import { ROW_HEIGHT } from './row.tsx';
import type { Rows } from './use-rows.ts';
import type { SelectionActions } from './use-selection.ts';

export interface ListKeysOptions {
  rows: Rows;
  selection: SelectionActions;
  /** Index of the row that has the focus. */
  active: number;
  /** Makes a row the active one, and shows it. */
  onMove: (index: number) => void;
  onOpen: (row: ConversationSummary | undefined) => void;
  onTrash: (ids: readonly string[]) => void;
}

/** The list by keyboard: for `onKeyDown` of the grid. */
export function useListKeys(options: ListKeysOptions): (event: KeyboardEvent) => void {
  const { rows, selection, active, onMove, onOpen, onTrash } = options;
  useEffect(() => registerShortcuts('List', gridShortcuts), []);
  const some = selection.selection.ids.size > 0;
  useShortcuts('Selection', [
    { keys: 'escape', label: 'Select none', run: selection.clear, enabled: some },
    {
      ...{ keys: 'Delete', label: 'Delete the selected ones', enabled: some },
      run: () => onTrash([...selection.selection.ids]),
    },
  ]);
  return (event) => {
    // The buttons of the head have keys of their own.
    if ((event.target as Element).closest('[role=columnheader]')) return;
    const { key, shiftKey } = event;
    const mod = event.ctrlKey || event.metaKey;
    const page = Math.max(1, Math.floor(event.currentTarget.clientHeight / ROW_HEIGHT) - 2);
    const action = gridKey({ key, shiftKey, mod }, active, rows.total, page);
    if (!action) return;
    event.preventDefault();
    switch (action.kind) {
      case 'move':
        if (action.extend) selection.extend(action.index);
        return onMove(action.index);
      case 'toggle':
        return selection.toggle(active);
      case 'open':
        return onOpen(rows.rowAt(active));
      case 'trash':
        return onTrash(chosenOr(selection, rows.rowAt(active)));
      case 'all':
        return selection.all();
      case 'clear':
        return selection.clear();
    }
  };
}

function chosenOr({ selection }: SelectionActions, row: ConversationSummary | undefined): string[] {
  if (selection.ids.size > 0) return [...selection.ids];
  return row ? [row.id] : [];
}
