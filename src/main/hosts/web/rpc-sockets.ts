import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { MAX_REQUEST_LENGTH } from '../../../contract/rpc.ts';
import type { StudioApi } from '../../../contract/studio-api.ts';
import { RpcServer } from '../../rpc-server.ts';
import type { Log } from '../../log.ts';
import { RpcSocket } from './rpc-socket.ts';

const BEAT_MS = 15_000;
/** Going away, as RFC 6455 says it. */
const GOING_AWAY = 1001;
/** A page that does not confirm the end in this time is cut off. */
const FAREWELL_MS = 500;

/** All pages that are connected. */
export class RpcSockets {
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_REQUEST_LENGTH,
    perMessageDeflate: false,
  });
  readonly #open = new Set<RpcSocket>();
  readonly #rpc: RpcServer;
  readonly #unsubscribe: () => void;
  readonly #beat: NodeJS.Timeout;

  constructor(options: { studio: StudioApi; log: Log }) {
    this.#rpc = new RpcServer(options);
    this.#unsubscribe = options.studio.subscribe((event) => {
      for (const socket of this.#open) socket.push(event);
    });
    this.#beat = setInterval(() => {
      for (const socket of this.#open) socket.beat();
    }, BEAT_MS).unref();
  }

  /** Takes over a connection that was let in. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, socket, head, (connection) => {
      const page = new RpcSocket(connection, this.#rpc);
      this.#open.add(page);
      connection.on('close', () => this.#open.delete(page));
    });
  }

  async close(): Promise<void> {
    clearInterval(this.#beat);
    this.#unsubscribe();
    const connections = [...this.#server.clients];
    const ends = connections.map(ended);
    for (const connection of connections) connection.close(GOING_AWAY, 'Duologue ends.');
    const cut = setTimeout(() => {
      for (const connection of connections) connection.terminate();
    }, FAREWELL_MS);
    await Promise.all(ends);
    clearTimeout(cut);
  }
}

/** An error on the way is no reason to wait no longer: a broken connection closes, too. */
function ended(connection: WebSocket): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  connection.once('close', () => resolve());
  return promise;
}
