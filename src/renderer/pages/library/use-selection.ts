import { useState } from 'react';
import type { ListConversations } from '../../../contract/library-api.ts';
import { toast } from '../../ui/toast.ts';
import { extended, nothing, rangeTo, toggled, without, type Selection } from './selection.ts';
import { idsBetween, type Rows } from './use-rows.ts';

export interface SelectionActions {
  selection: Selection;
  toggle: (index: number) => void;
  /** From the anchor to here. */
  extend: (index: number) => void;
  all: () => void;
  clear: () => void;
  drop: (ids: readonly string[]) => void;
}

type Request = Pick<ListConversations, 'sort' | 'filter'>;

/** What is chosen of the list. Another filter or order begins anew. */
export function useSelection(request: Request, rows: Rows): SelectionActions {
  const key = JSON.stringify(request);
  const [state, setState] = useState({ key, selection: nothing });
  const selection = state.key === key ? state.selection : nothing;
  const change = (next: (before: Selection) => Selection) =>
    setState((before) => ({
      key,
      selection: next(before.key === key ? before.selection : nothing),
    }));
  const addRange = async (from: number, to: number, index: number) => {
    try {
      const ids = loadedIds(rows, from, to) ?? (await idsBetween(request, from, to));
      change((before) => extended(before, ids, index));
    } catch (error) {
      toast.error(error);
    }
  };
  return {
    selection,
    toggle(index) {
      const row = rows.rowAt(index);
      if (row) change((before) => toggled(before, row.id, index));
    },
    extend(index) {
      const { from, to } = rangeTo(selection, index);
      void addRange(from, to, index);
    },
    all: () => void addRange(0, rows.total - 1, 0),
    clear: () => change(() => nothing),
    drop: (ids) => change((before) => without(before, ids)),
  };
}

/** Undefined when some of them have not come yet. */
function loadedIds(rows: Rows, from: number, to: number): string[] | undefined {
  const ids: string[] = [];
  for (let index = from; index <= to; index++) {
    const row = rows.rowAt(index);
    if (!row) return undefined;
    ids.push(row.id);
  }
  return ids;
}
