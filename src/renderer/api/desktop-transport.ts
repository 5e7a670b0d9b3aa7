import type { DesktopBridge } from '../../contract/rpc.ts';
import type { Transport, TransportEvents } from './transport.ts';

/** Over the bridge of the preload script. The host lives as long as the window: it is never lost. */
export function desktopTransport(bridge: DesktopBridge, events: TransportEvents): Transport {
  bridge.onPush((push) => events.onMessage(push));
  return {
    state: 'open',
    shell: bridge.shell,
    send: (request) => {
      bridge.call(request).then(
        (reply) => events.onMessage(reply),
        // Only a host that is going down refuses the call itself.
        () => events.onMessage({ kind: 'reply', id: request.id, ok: false, error: GONE }),
      );
    },
  };
}

const GONE = {
  code: 'connection-lost',
  message: 'Duologue is closing.',
  remedy: 'Start it again.',
} as const;
