export type GridAction =
  | { kind: 'move'; index: number; extend: boolean }
  | { kind: 'toggle' | 'open' | 'trash' | 'all' | 'clear' };

interface Key {
  key: string;
  shiftKey: boolean;
  /** Ctrl, or ⌘ on Apple's systems. */
  mod: boolean;
}

/** What the keys do, for the sheet. They are heard by the list itself, when it has the focus. */
export const gridShortcuts = [
  { keys: 'arrowdown', label: 'Next row (arrow up: the one before)' },
  { keys: 'enter', label: 'Open' },
  { keys: 'space', label: 'Select or not' },
  { keys: 'shift+arrowdown', label: 'Select on the way' },
  { keys: 'mod+a', label: 'Select all' },
  { keys: 'delete', label: 'Delete' },
];

/** What a key does in the list: arrows move, with shift they select on the way. */
export function gridKey(
  { key, shiftKey, mod }: Key,
  active: number,
  total: number,
  page: number,
): GridAction | undefined {
  if (mod) return key.toLowerCase() === 'a' ? { kind: 'all' } : undefined;
  if (key === ' ') return { kind: 'toggle' };
  if (key === 'Enter') return { kind: 'open' };
  if (key === 'Delete' || key === 'Backspace') return { kind: 'trash' };
  if (key === 'Escape') return { kind: 'clear' };
  const steps: Record<string, number> = {
    ArrowUp: active - 1,
    ArrowDown: active + 1,
    PageUp: active - page,
    PageDown: active + page,
    Home: 0,
    End: total - 1,
  };
  const target = steps[key];
  if (target === undefined || total === 0) return undefined;
  const index = Math.min(Math.max(target, 0), total - 1);
  return { kind: 'move', index, extend: shiftKey };
}
