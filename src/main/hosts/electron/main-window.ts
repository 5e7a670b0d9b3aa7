import { join } from 'node:path';
import { BrowserWindow, screen } from 'electron';
import { packageRoot } from '../../entries.ts';
import { PAGE_ORIGIN } from './links.ts';
import {
  fitBounds,
  loadWindowState,
  MIN_HEIGHT,
  MIN_WIDTH,
  saveWindowState,
} from './window-state.ts';

export interface MainWindowOptions {
  /** Absolute path of the built preload script. */
  preload: string;
  /** Where the window's place is remembered. */
  stateFile: string;
  dark: boolean;
}

/** The colours of the page's background (tokens.css), so that no white flashes before it. */
const BACKGROUND = { dark: '#0f1216', light: '#f5f6f8' };

/** Opens the studio's one window; shown when the page has painted. */
export function openMainWindow({ preload, stateFile, dark }: MainWindowOptions): BrowserWindow {
  const state = loadWindowState(stateFile);
  const screens = screen.getAllDisplays().map(({ workArea }) => workArea);
  const window = new BrowserWindow({
    ...fitBounds(state?.bounds, screens),
    minWidth: MIN_WIDTH,
    minHeight: MIN_HEIGHT,
    show: false,
    title: 'Duologue',
    backgroundColor: dark ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: true,
      // The user pressed Run: its sound needs no second click.
      autoplayPolicy: 'no-user-gesture-required',
    },
  });
  if (state?.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => {
    saveWindowState(stateFile, {
      bounds: window.getNormalBounds(),
      maximized: window.isMaximized(),
    });
  });
  void window.loadURL(`${PAGE_ORIGIN}/`);
  return window;
}

/** Absolute path of the built preload script. */
export function builtPreload(): string {
  return join(packageRoot(), 'out', 'preload', 'index.cjs');
}
