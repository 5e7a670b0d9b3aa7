import { dialog, type BrowserWindow } from 'electron';
import type { ErrorData } from '../../../contract/errors.ts';
import { quitQuestion } from './quit-guard.ts';

/** True: quit, and end what runs. */
export async function askToQuit(
  window: BrowserWindow | undefined,
  running: number,
): Promise<boolean> {
  const options = {
    type: 'question' as const,
    ...quitQuestion(running),
    buttons: ['Stay', 'End and quit'],
    defaultId: 0,
    cancelId: 0,
  };
  const { response } = window
    ? await dialog.showMessageBox(window, options)
    : await dialog.showMessageBox(options);
  return response === 1;
}

/** True: open the address in the browser. */
export async function askToOpenLink(url: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: 'Open this address in your browser?',
    detail: url,
    buttons: ['Cancel', 'Open'],
    defaultId: 0,
    cancelId: 0,
  });
  return response === 1;
}

/** Undefined: none was chosen. */
export async function chooseDirectory(
  window: BrowserWindow | undefined,
): Promise<string | undefined> {
  const options: Electron.OpenDialogOptions = {
    properties: ['openDirectory', 'createDirectory'],
    buttonLabel: 'Choose',
  };
  const { canceled, filePaths } = window
    ? await dialog.showOpenDialog(window, options)
    : await dialog.showOpenDialog(options);
  return canceled ? undefined : filePaths[0];
}

/** What happened, and what to do. */
export function showFailure({ message, remedy }: ErrorData, title = 'Duologue can’t start'): void {
  dialog.showErrorBox(title, remedy ? `${message}\n\n${remedy}` : message);
}
