import type { DesktopShell, FromHost, RpcRequest } from '../../contract/rpc.ts';

/** `expired`: the host is there, but this page belongs to an earlier start of it and may not ask any more. */
export type ConnectionState = 'connecting' | 'open' | 'lost' | 'expired';

/** How this page talks to its host: a WebSocket in a browser tab, IPC in the desktop window. */
export interface Transport {
  /** Throws when the host can't be reached now. */
  send(request: RpcRequest): void;
  readonly state: ConnectionState;
  /** What only a desktop window has. */
  readonly shell?: DesktopShell;
}

export interface TransportEvents {
  onMessage(message: FromHost): void;
  onState(state: ConnectionState): void;
}
