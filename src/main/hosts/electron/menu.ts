import type { MenuItemConstructorOptions } from 'electron';
import type { DesktopCommand } from '../../../contract/rpc.ts';

export interface MenuPorts {
  platform: NodeJS.Platform;
  appName: string;
  send(command: DesktopCommand): void;
}

/** The application menu. Page shortcuts without a modifier stay with the page. */
export function menuTemplate(ports: MenuPorts): MenuItemConstructorOptions[] {
  const isMac = ports.platform === 'darwin';
  const item = (
    label: string,
    command: DesktopCommand,
    accelerator?: string,
  ): MenuItemConstructorOptions => ({
    label,
    ...(accelerator === undefined ? {} : { accelerator }),
    click: () => ports.send(command),
  });
  const settings = item('Settings…', 'settings', 'CmdOrCtrl+,');
  const file: MenuItemConstructorOptions = {
    label: 'File',
    submenu: [
      item('New conversation', 'run', 'CmdOrCtrl+N'),
      { type: 'separator' },
      ...(isMac ? [{ role: 'close' } as const] : [settings, { role: 'quit' } as const]),
    ],
  };
  return [
    ...(isMac ? [macMenu(ports.appName, settings)] : []),
    file,
    { role: 'editMenu' },
    { label: 'View', submenu: viewItems(item) },
    { role: 'windowMenu' },
    { role: 'help', submenu: [item('Keyboard shortcuts', 'shortcuts', 'CmdOrCtrl+/')] },
  ];
}

function viewItems(
  item: (
    label: string,
    command: DesktopCommand,
    accelerator?: string,
  ) => MenuItemConstructorOptions,
): MenuItemConstructorOptions[] {
  return [
    item('Run', 'run', 'CmdOrCtrl+1'),
    item('Live', 'live', 'CmdOrCtrl+2'),
    item('Library', 'library', 'CmdOrCtrl+3'),
    item('Personas', 'personas', 'CmdOrCtrl+4'),
    item('Scenarios', 'scenarios', 'CmdOrCtrl+5'),
    { type: 'separator' },
    item('Command palette', 'palette', 'CmdOrCtrl+K'),
    { type: 'separator' },
    { role: 'reload' },
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { role: 'togglefullscreen' },
    { role: 'toggleDevTools' },
  ];
}

function macMenu(name: string, settings: MenuItemConstructorOptions): MenuItemConstructorOptions {
  return {
    label: name,
    submenu: [
      { role: 'about' },
      { type: 'separator' },
      settings,
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { role: 'quit' },
    ],
  };
}
