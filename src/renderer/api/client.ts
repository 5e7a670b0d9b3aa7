import type { DesktopBridge, DesktopShell, RemoteStudio } from '../../contract/rpc.ts';
import { desktopTransport } from './desktop-transport.ts';
import { RpcClient } from './rpc-client.ts';
import { websocketTransport } from './websocket-transport.ts';

declare global {
  interface Window {
    /** There in the desktop window only. */
    duologue?: DesktopBridge;
  }
}

const bridge = window.duologue;

/** The one connection of this page to its host. */
export const client = new RpcClient((events) =>
  bridge ? desktopTransport(bridge, events) : websocketTransport(events),
);

export const studio: RemoteStudio = client.studio;
export const { onEvent } = client;

/** Undefined in a browser tab. */
export const shell: DesktopShell | undefined = client.shell;

/** Where the local recording of a conversation is played from. */
export function mediaUrl(conversationId: string, { download = false } = {}): string {
  const path = `/media/${encodeURIComponent(conversationId)}/audio`;
  return download ? `${path}?download=1` : path;
}
