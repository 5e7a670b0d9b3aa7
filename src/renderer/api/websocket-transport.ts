import { WebSocket as ReconnectingSocket } from 'partysocket';
import type { FromHost } from '../../contract/rpc.ts';
import type { ConnectionState, Transport, TransportEvents } from './transport.ts';

/** Over a WebSocket of the page's own origin, which comes back by itself. */
export function websocketTransport(events: TransportEvents): Transport {
  let state: ConnectionState = 'connecting';
  const become = (next: ConnectionState): void => {
    state = next;
    events.onState(next);
  };
  const socket = new ReconnectingSocket(rpcAddress(location), [], {
    minReconnectionDelay: 300,
    maxReconnectionDelay: 3000,
    connectionTimeout: 4000,
    // A request that waited for a host to come back may no longer be what the user wants.
    maxEnqueuedMessages: 0,
  });
  socket.addEventListener('open', () => become('open'));
  socket.addEventListener('close', () => {
    if (state !== 'expired') become('lost');
    void isTurnedAway().then((turnedAway) => {
      if (turnedAway && state === 'lost') become('expired');
    });
  });
  socket.addEventListener('message', ({ data }) => {
    // From our own host, over a socket that only it can answer.
    events.onMessage(JSON.parse(String(data)) as FromHost);
  });
  return {
    get state() {
      return state;
    },
    send: (request) => {
      if (socket.readyState !== ReconnectingSocket.OPEN) throw new Error('not connected');
      socket.send(JSON.stringify(request));
    },
  };
}

function rpcAddress({ protocol, host }: Location): string {
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/rpc`;
}

/** A refused WebSocket doesn't say why; a plain request does. */
async function isTurnedAway(): Promise<boolean> {
  try {
    return (await fetch('/', { method: 'HEAD', cache: 'no-store' })).status === 401;
  } catch {
    return false;
  }
}
