import { FolderDown, Keyboard, Monitor, Moon, Sun, Upload } from 'lucide-react';
import { useLocation } from 'wouter';
import { useExports } from '../api/queries.ts';
import { openExport } from '../exports/watched-exports.ts';
import { openImport } from '../imports/import-store.ts';
import { destinations } from './destinations.ts';
import type { PaletteEntry } from './palette-entry.ts';
import { usePaletteState } from './palette-store.ts';
import { setShortcutSheetOpen } from './shortcut-sheet.tsx';
import { useTheme, type Theme } from './theme.ts';

const themes: readonly { theme: Theme; label: string; icon: typeof Sun }[] = [
  { theme: 'dark', label: 'Dark theme', icon: Moon },
  { theme: 'light', label: 'Light theme', icon: Sun },
  { theme: 'system', label: 'Theme of the system', icon: Monitor },
];

/** What the page at hand offers, and what can be done from everywhere. */
export function useCommandEntries(): PaletteEntry[] {
  const [, navigate] = useLocation();
  const { sources } = usePaletteState();
  // The newest: what is asked for after its dialog was closed.
  const newest = useExports().data?.[0];
  const { theme: chosen, setTheme } = useTheme();
  return [
    ...[...sources.values()].flat().map(({ label, keywords = [], ...command }) => ({
      ...command,
      id: `command ${command.id}`,
      words: [label, ...keywords],
    })),
    ...destinations.map(({ name, label, href, icon: Icon, keys }) => ({
      id: `go ${name}`,
      group: 'Go to',
      words: [label, 'go to page'],
      icon: <Icon aria-hidden />,
      shortcut: keys,
      run: () => navigate(href),
    })),
    ...themes.map(({ theme, label, icon: Icon }) => ({
      id: `theme ${theme}`,
      group: 'Studio',
      words: [label, 'appearance', 'colours'],
      icon: <Icon aria-hidden />,
      hint: theme === chosen ? 'in use' : undefined,
      run: () => setTheme(theme),
    })),
    {
      id: 'import',
      group: 'Studio',
      words: ['Import conversations…', 'open', 'load', 'take in'],
      icon: <Upload aria-hidden />,
      run: () => {
        navigate('/library');
        openImport();
      },
    },
    ...(newest
      ? [
          {
            id: 'export status',
            group: 'Studio',
            words: ['Show the last export', 'progress', 'running', 'folder', 'go on'],
            icon: <FolderDown aria-hidden />,
            hint: newest.state === 'running' ? 'running' : undefined,
            run: () => openExport(newest),
          },
        ]
      : []),
    {
      id: 'shortcuts',
      group: 'Studio',
      words: ['Keyboard shortcuts', 'help', 'keys'],
      icon: <Keyboard aria-hidden />,
      shortcut: '?',
      run: () => setShortcutSheetOpen(true),
    },
  ];
}
