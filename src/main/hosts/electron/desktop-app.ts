import { join } from 'node:path';
import {
  app,
  ipcMain,
  Menu,
  nativeImage,
  nativeTheme,
  protocol,
  session,
  shell,
  type BrowserWindow,
} from 'electron';
import type { StudioApi } from '../../../contract/studio-api.ts';
import type { Log } from '../../log.ts';
import { createPageServer } from '../../page-server.ts';
import { RpcServer } from '../../rpc-server.ts';
import { serveBridge } from './bridge.ts';
import { reloadAfterCrash } from './crash-reload.ts';
import { askToOpenLink, askToQuit, chooseDirectory, showFailure } from './dialogs.ts';
import { dragBitmap } from './drag-icon.ts';
import { DragOut } from './drag-out.ts';
import { guardContents } from './guard-contents.ts';
import { builtPreload, openMainWindow } from './main-window.ts';
import { menuTemplate } from './menu.ts';
import { openDirectory } from './open-directory.ts';
import { servePage } from './page-protocol.ts';
import { guardPermissions } from './permissions.ts';
import { pushEvents, sendCommand } from './push.ts';
import { QuitGuard } from './quit-guard.ts';

export interface DesktopAppOptions {
  studio: StudioApi;
  dataDirectory: string;
  /** vite's server, while developing. */
  developmentUrl?: string | undefined;
  log: Log;
}

/** The desktop shell around an engine: window, menu, protocol, bridge, and an orderly end. */
export class DesktopApp {
  private readonly options: DesktopAppOptions;
  private readonly dragOut: DragOut;
  private window: BrowserWindow | undefined;

  constructor(options: DesktopAppOptions) {
    this.options = options;
    this.dragOut = new DragOut({
      studio: options.studio,
      // With the recordings on one disk, so that they need not be copied.
      directory: join(options.dataDirectory, 'drag-out'),
      startDrag: (paths) => this.startDrag(paths),
      now: () => performance.now(),
    });
  }

  start(): void {
    const { studio, log, developmentUrl } = this.options;
    guardPermissions(session.defaultSession);
    servePage(protocol, createPageServer({ studio, log, developmentUrl }));
    this.serveBridge();
    this.setMenu();
    this.guardQuit();
    this.clearDragged();
    app.on('window-all-closed', () => app.quit());
    app.on('activate', () => this.focus());
    this.focus();
  }

  /** Shows the window; opens it when there is none. */
  focus(): void {
    const open = this.openWindow;
    if (open) {
      if (open.isMinimized()) open.restore();
      open.focus();
      return;
    }
    this.window = openMainWindow({
      preload: builtPreload(),
      stateFile: join(this.options.dataDirectory, 'window.json'),
      dark: nativeTheme.shouldUseDarkColors,
    });
    const { webContents } = this.window;
    pushEvents(this.options.studio, webContents);
    reloadAfterCrash(webContents, {
      now: () => performance.now(),
      after: (ms, work) => void setTimeout(work, ms),
      giveUp: () => showFailure(CRASHED, 'The window crashed'),
    });
  }

  /** Undefined when it was closed: Electron refuses to do anything with a destroyed window. */
  private get openWindow(): BrowserWindow | undefined {
    return this.window?.isDestroyed() === false ? this.window : undefined;
  }

  private serveBridge(): void {
    const { studio, dataDirectory, log } = this.options;
    const rpc = new RpcServer({ studio, log });
    serveBridge(ipcMain, {
      answer: (request) => rpc.answer(request),
      chooseDirectory: () => chooseDirectory(this.openWindow),
      openDirectory: (path) =>
        openDirectory(path, { studio, dataDirectory, openPath: (it) => shell.openPath(it) }),
      dragOut: (ids) => this.dragOut.drag(ids),
      log,
    });
  }

  private startDrag(paths: string[]): void {
    const [file = ''] = paths;
    const { bitmap, ...size } = dragBitmap();
    const icon = nativeImage.createFromBitmap(bitmap, size);
    this.openWindow?.webContents.startDrag({ file, files: paths, icon });
  }

  /** What an earlier session left of dragged files. */
  private clearDragged(): void {
    this.dragOut.clear().catch((thrown: unknown) => {
      this.options.log.warn({ err: thrown }, 'files of an earlier drag stay');
    });
  }

  private setMenu(): void {
    const template = menuTemplate({
      platform: process.platform,
      appName: app.name,
      send: (command) => sendCommand(this.openWindow?.webContents, command),
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  }

  private guardQuit(): void {
    const { studio } = this.options;
    const guard = new QuitGuard({
      running: async () => (await studio.getOverview()).running,
      ask: (running) => askToQuit(this.openWindow, running),
      stay: () => this.focus(),
      close: async () => {
        await studio.close();
        await this.dragOut.clear();
      },
      quit: () => app.quit(),
    });
    app.on('before-quit', (event) => guard.handle(event));
  }
}

const CRASHED = {
  code: 'internal',
  message: 'The window crashed several times and was left alone. Your conversations are safe.',
  remedy: 'Choose View → Reload, or start Duologue again.',
} as const;

/** Every web contents of the application, whoever makes it, is guarded. */
export function guardAllContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    guardContents(contents, {
      openExternal: (url) => void shell.openExternal(url),
      askToOpen: (url) => {
        void askToOpenLink(url).then((yes) => (yes ? shell.openExternal(url) : undefined));
      },
    });
  });
}
