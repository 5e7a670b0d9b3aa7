import { useEffect } from 'react';
import { ExportWatch } from '../exports/export-watch.tsx';
import { Toaster } from '../ui/toaster.tsx';
import { Announcer } from './announcer.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { preloadAllPages } from './pages.ts';
import { Palette } from './palette.tsx';
import { Routes } from './routes.tsx';
import { ShortcutSheet } from './shortcut-sheet.tsx';
import { Sidebar } from './sidebar.tsx';
import { SkipLink } from './skip-link.tsx';
import { useTheme } from './theme.ts';
import { useStudioShortcuts } from './use-studio-shortcuts.ts';

/** The window: sidebar, page, and everything that may lie above them. */
export function Shell() {
  const { resolved } = useTheme();
  useStudioShortcuts();
  useEffect(() => {
    const idle = requestIdleCallback(preloadAllPages, { timeout: 5000 });
    return () => cancelIdleCallback(idle);
  }, []);
  return (
    <>
      <SkipLink />
      <div className="flex h-full min-w-0">
        <Sidebar />
        <Routes />
      </div>
      <ConnectionBanner />
      <Palette />
      <ShortcutSheet />
      <ExportWatch />
      <Announcer />
      <Toaster theme={resolved} />
    </>
  );
}
