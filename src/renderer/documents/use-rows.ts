import { useEffect, useRef, useState } from 'react';
import { sameDocument } from './problem-text.ts';
import * as list from './rows.ts';

interface Options<T> {
  value: readonly T[];
  onChange: (value: T[]) => void;
  /** A row that says nothing yet: it is shown, but is no value. */
  isBlank: (value: T) => boolean;
  /** A new row, behind that one. */
  blank: (before: T | undefined) => T;
}

export interface Rows<T> {
  rows: readonly list.Row<T>[];
  /** Behind the row at `index`; at the end without it. */
  add(index?: number): void;
  replace(index: number, value: T): void;
  remove(index: number): void;
  move(index: number, by: -1 | 1): void;
  /** For the element of a row that takes the focus. */
  focusRef(key: number): (element: HTMLElement | null) => void;
  /** What just happened, for screen readers. */
  said: string;
}

/** The rows of an editable list over its values, with the focus where the hand is. */
export function useRows<T>({ value, onChange, isBlank, blank }: Options<T>): Rows<T> {
  const [rows, setRows] = useState(() => list.rowsOf(value));
  const [seen, setSeen] = useState(value);
  const [said, setSaid] = useState('');
  const { focusRef, focus } = useRowFocus(rows);
  if (value !== seen) {
    setSeen(value);
    // Something else has set it: a restored version, a draft.
    if (!sameDocument(value, list.valuesOf(rows, isBlank))) setRows(list.rowsOf(value));
  }
  const change = (next: list.Row<T>[]) => {
    setRows(next);
    const values = list.valuesOf(next, isBlank);
    if (!sameDocument(values, list.valuesOf(rows, isBlank))) onChange(values);
  };
  return {
    rows,
    said,
    focusRef,
    add: (index = rows.length - 1) => {
      const next = list.insertAfter(rows, index, blank(rows[index]?.value));
      change(next);
      focus(next[index + 1]?.key);
    },
    replace: (index, replaced) => change(list.replaceAt(rows, index, replaced)),
    remove: (index) => {
      change(list.removeAt(rows, index));
      focus((rows[index + 1] ?? rows[index - 1])?.key);
      setSaid(`Entry ${String(index + 1)} removed.`);
    },
    move: (index, by) => {
      const next = list.moveBy(rows, index, by);
      change(next);
      const key = rows[index]?.key;
      focus(key);
      const place = next.findIndex((row) => row.key === key) + 1;
      setSaid(`Entry ${String(place)} of ${String(next.length)}.`);
    },
  };
}

/** Moves the focus to a row once it is in the page. */
function useRowFocus<T>(rows: readonly list.Row<T>[]) {
  const elements = useRef(new Map<number, HTMLElement>());
  const wanted = useRef<number>(undefined);
  useEffect(() => {
    if (wanted.current === undefined) return;
    elements.current.get(wanted.current)?.focus();
    wanted.current = undefined;
  }, [rows]);
  return {
    focus: (key: number | undefined) => {
      wanted.current = key;
    },
    focusRef: (key: number) => (element: HTMLElement | null) => {
      if (element) elements.current.set(key, element);
      else elements.current.delete(key);
    },
  };
}
