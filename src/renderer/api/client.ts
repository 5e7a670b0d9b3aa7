// Here too, so that it goes with the code that pages share, which runs before what stands in main.tsx.
import '../zod-without-eval.ts';
import type { Recording } from '../../contract/conversation.ts';
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

export interface MediaOptions {
  /** Default: what the recorder heard. */
  kind?: Recording['kind'];
  /** As a file to keep. */
  download?: boolean;
}

/** Where a recording of a conversation is played from. */
export function mediaUrl(conversationId: string, options: MediaOptions = {}): string {
  const query = new URLSearchParams();
  if (options.kind === 'stems') query.set('kind', 'stems');
  if (options.download) query.set('download', '1');
  const path = `/media/${encodeURIComponent(conversationId)}/audio`;
  return query.size > 0 ? `${path}?${query.toString()}` : path;
}
