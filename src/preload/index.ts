import { contextBridge, ipcRenderer } from 'electron';
import {
  CALL_CHANNEL,
  CHOOSE_DIRECTORY_CHANNEL,
  COMMAND_CHANNEL,
  DRAG_OUT_CHANNEL,
  OPEN_DIRECTORY_CHANNEL,
  PUSH_CHANNEL,
} from '../contract/desktop-channels.ts';
import type { ErrorData } from '../contract/errors.ts';
import type { DesktopBridge, RpcReply } from '../contract/rpc.ts';

/** The page gets values, never Electron's event objects. */
function listen(channel: string, listener: (value: never) => void): () => void {
  const handler = (_event: unknown, value: unknown): void => listener(value as never);
  ipcRenderer.on(channel, handler);
  return () => void ipcRenderer.off(channel, handler);
}

const bridge: DesktopBridge = {
  platform: process.platform,
  call: (request) => ipcRenderer.invoke(CALL_CHANNEL, request) as Promise<RpcReply>,
  onPush: (listener) => listen(PUSH_CHANNEL, listener),
  onCommand: (listener) => listen(COMMAND_CHANNEL, listener),
  shell: {
    chooseDirectory: () =>
      ipcRenderer.invoke(CHOOSE_DIRECTORY_CHANNEL) as Promise<string | undefined>,
    openDirectory: (directory) =>
      ipcRenderer.invoke(OPEN_DIRECTORY_CHANNEL, directory) as Promise<ErrorData | undefined>,
    dragOut: (ids) => ipcRenderer.invoke(DRAG_OUT_CHANNEL, ids) as Promise<ErrorData | undefined>,
  },
};

/** All that the page may know of the host. */
contextBridge.exposeInMainWorld('duologue', bridge);
