import type { IpcMain } from 'electron';
import {
  CALL_CHANNEL,
  CHOOSE_DIRECTORY_CHANNEL,
  DRAG_OUT_CHANNEL,
  OPEN_DIRECTORY_CHANNEL,
} from '../../../contract/desktop-channels.ts';
import type { ErrorData } from '../../../contract/errors.ts';
import type { RpcReply } from '../../../contract/rpc.ts';
import type { Log } from '../../log.ts';
import { isTrustedSender, type SenderFrame } from './trusted-sender.ts';

export interface BridgePorts {
  answer(request: unknown): Promise<RpcReply>;
  chooseDirectory(): Promise<string | undefined>;
  /** Resolves with what went wrong, if something did. */
  openDirectory(directory: unknown): Promise<ErrorData | undefined>;
  /** Resolves with what went wrong, if something did. */
  dragOut(ids: unknown): Promise<ErrorData | undefined>;
  log: Log;
}

type Handler = (argument: unknown) => Promise<unknown>;

/** What is looked at of an invocation. */
export interface Invocation {
  senderFrame: SenderFrame | null;
}

/** Serves the window's calls. A message of any other frame or origin is refused before it is read. */
export function serveBridge(ipc: Pick<IpcMain, 'handle'>, ports: BridgePorts): void {
  const serve = (channel: string, handler: Handler): void => {
    ipc.handle(channel, async (event: Invocation, argument: unknown) => {
      if (!isTrustedSender(event.senderFrame)) {
        ports.log.warn({ channel }, 'a message of a foreign frame was refused');
        throw new Error('refused');
      }
      return await handler(argument);
    });
  };
  serve(CALL_CHANNEL, (request) => ports.answer(request));
  serve(CHOOSE_DIRECTORY_CHANNEL, () => ports.chooseDirectory());
  serve(OPEN_DIRECTORY_CHANNEL, (directory) => ports.openDirectory(directory));
  serve(DRAG_OUT_CHANNEL, (ids) => ports.dragOut(ids));
}
