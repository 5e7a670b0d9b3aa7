import { useSyncExternalStore } from 'react';

/** One line of the shortcut sheet. */
export interface ListedShortcut {
  keys: string;
  label: string;
}

/** A titled part of the shortcut sheet. */
export interface ShortcutGroup {
  title: string;
  shortcuts: readonly ListedShortcut[];
}

let entries: readonly ShortcutGroup[] = [];
const listeners = new Set<() => void>();

function update(next: readonly ShortcutGroup[]): void {
  entries = next;
  for (const listener of listeners) listener();
}

/** Lists shortcuts in the sheet until the returned function is called. */
export function registerShortcuts(title: string, shortcuts: readonly ListedShortcut[]): () => void {
  if (shortcuts.length === 0) return () => undefined;
  const entry = { title, shortcuts };
  update([...entries, entry]);
  return () => update(entries.filter((each) => each !== entry));
}

/** What is bound now: one group per title, in order of appearance, each shortcut once. */
export function mergeGroups(all: readonly ShortcutGroup[]): ShortcutGroup[] {
  const merged = new Map<string, Map<string, ListedShortcut>>();
  for (const { title, shortcuts } of all) {
    const group = merged.get(title) ?? new Map<string, ListedShortcut>();
    for (const shortcut of shortcuts) group.set(shortcut.keys, shortcut);
    merged.set(title, group);
  }
  return [...merged].map(([title, group]) => ({ title, shortcuts: [...group.values()] }));
}

/** The groups of the shortcut sheet, live. */
export function useListedShortcuts(): ShortcutGroup[] {
  const all = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => entries,
  );
  return mergeGroups(all);
}
