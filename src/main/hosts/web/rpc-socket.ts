import type { WebSocket } from 'ws';
import { assertNever } from '../../../contract/kind.ts';
import type { FromHost } from '../../../contract/rpc.ts';
import type { StudioEvent } from '../../../contract/studio-events.ts';
import type { RpcServer } from '../../rpc-server.ts';

/** From so many bytes on that wait to be sent, what is stale in a moment is left out. */
const BUSY_BYTES = 256 * 1024;
/** A page that lets so much pile up does not read any more; when it does, it connects anew. */
const STUCK_BYTES = 16 * 1024 * 1024;
/** Close codes of RFC 6455. */
const UNSUPPORTED_DATA = 1003;

/** What becomes of an event for a page that is slow to read. */
export function fateOf(event: StudioEvent, waitingBytes: number): 'send' | 'drop' | 'hang-up' {
  if (waitingBytes >= STUCK_BYTES) return 'hang-up';
  return event.kind === 'levels' && waitingBytes >= BUSY_BYTES ? 'drop' : 'send';
}

/** One page's connection: its calls are answered, events are pushed to it. */
export class RpcSocket {
  readonly #socket: WebSocket;
  readonly #rpc: RpcServer;
  #alive = true;

  constructor(socket: WebSocket, rpc: RpcServer) {
    this.#socket = socket;
    this.#rpc = rpc;
    socket.on('pong', () => (this.#alive = true));
    socket.on('message', (data, isBinary) => {
      // `nodebuffer` is the default binary type: one Buffer.
      if (isBinary || !Buffer.isBuffer(data)) socket.close(UNSUPPORTED_DATA);
      else void this.#answer(data.toString('utf8'));
    });
    // A broken connection closes; there is nobody to tell.
    socket.on('error', () => undefined);
  }

  push(event: StudioEvent): void {
    const fate = fateOf(event, this.#socket.bufferedAmount);
    switch (fate) {
      case 'send':
        return this.#send(JSON.stringify({ kind: 'push', event } satisfies FromHost));
      case 'hang-up':
        return this.#socket.terminate();
      case 'drop':
        return;
      default:
        return assertNever(fate);
    }
  }

  /** Ends a connection that did not answer since the last beat. */
  beat(): void {
    if (!this.#alive) return this.#socket.terminate();
    this.#alive = false;
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.ping();
  }

  async #answer(text: string): Promise<void> {
    this.#send(await this.#rpc.answerText(text));
  }

  #send(text: string): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(text);
  }
}
