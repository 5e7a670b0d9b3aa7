import { useEffect, useRef } from 'react';
import { tinykeys } from 'tinykeys';
import { isTyping, toBindings } from './shortcut-keys.ts';
import { registerShortcuts } from './shortcut-registry.ts';

export interface Shortcut {
  /** For example `mod+k`, `?`, `j`, `space`, `shift+arrowleft`, or a sequence: `g l`. */
  keys: string;
  /** What it does, as the sheet shows it. */
  label: string;
  run: (event: KeyboardEvent) => void;
  /** Off: neither acts nor stands in the sheet. */
  enabled?: boolean;
}

/**
 * Binds keys while the caller is mounted and lists them in the sheet (`?`) under `group`. Keys without
 * mod are ignored while someone types, and all are while a dialog is open that doesn't own them.
 */
export function useShortcuts(group: string, shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  const active = shortcuts.filter((shortcut) => shortcut.enabled !== false);
  // Effects run again only when keys or words change: the functions are looked up when a key is pressed.
  const signature = JSON.stringify(active.map(({ keys, label }) => [keys, label]));
  useEffect(() => {
    const entries = JSON.parse(signature) as [keys: string, label: string][];
    const find = (keys: string) =>
      latest.current.find((shortcut) => shortcut.keys === keys && shortcut.enabled !== false);
    const press = (keys: string) => (event: KeyboardEvent) => {
      if (event.defaultPrevented || isOutOfReach(event, keys)) return;
      const shortcut = find(keys);
      if (!shortcut) return;
      event.preventDefault();
      shortcut.run(event);
    };
    const bindings = entries.flatMap(([keys]) =>
      toBindings(keys).map((binding) => [binding, press(keys)] as const),
    );
    const unbind = tinykeys(window, Object.fromEntries(bindings));
    const unlist = registerShortcuts(
      group,
      entries.map(([keys, label]) => ({ keys, label })),
    );
    return () => {
      unbind();
      unlist();
    };
  }, [group, signature]);
}

/** While someone types, or in a dialog, menu or list that has popped up, a plain key belongs there. */
function isOutOfReach(event: KeyboardEvent, keys: string): boolean {
  if (keys.includes('mod+')) return false;
  const target = event.target instanceof Element ? event.target : null;
  if (!target) return false;
  if (isTyping(target)) return true;
  if (target.closest('[role="dialog"], [data-radix-popper-content-wrapper]')) return true;
  // Space and Enter press the button that has the focus.
  return (
    /^(space|enter)$/i.test(keys) && target.closest('button, a, summary, [role="tab"]') !== null
  );
}
