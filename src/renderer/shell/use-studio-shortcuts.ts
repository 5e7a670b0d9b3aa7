import { useEffect } from 'react';
import { useLocation } from 'wouter';
import type { DesktopCommand } from '../../contract/rpc.ts';
import { destinations } from './destinations.ts';
import { openPalette } from './palette-store.ts';
import { setShortcutSheetOpen } from './shortcut-sheet.tsx';
import { useShortcuts } from './shortcuts.ts';

/** The keys that work on every page, and the desktop window's menu, which asks for the same things. */
export function useStudioShortcuts(): void {
  const [, navigate] = useLocation();
  useShortcuts('Everywhere', [
    { keys: 'mod+k', label: 'Search and commands', run: openPalette },
    { keys: '?', label: 'Keyboard shortcuts', run: () => setShortcutSheetOpen(true) },
    ...destinations.map(({ label, href, keys }) => ({
      keys,
      label: `Go to ${label}`,
      run: () => navigate(href),
    })),
  ]);
  useEffect(() => {
    const obey = (command: DesktopCommand) => {
      if (command === 'palette') openPalette();
      else if (command === 'shortcuts') setShortcutSheetOpen(true);
      else navigate(destinations.find(({ name }) => name === command)?.href ?? '/');
    };
    return window.duologue?.onCommand(obey);
  }, [navigate]);
}
