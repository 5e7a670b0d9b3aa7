import { once } from 'node:events';
import WebSocket from 'ws';
import type { FromHost, RemoteStudio, StudioMethod } from '../../src/contract/rpc.ts';
import type { StudioEvent } from '../../src/contract/studio-events.ts';

/** A page without a browser: opens a link of the web host and calls the studio as the page does. */
export class RpcClient {
  readonly events: StudioEvent[] = [];
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (reply: FromHost) => void>();
  readonly #listeners = new Set<(event: StudioEvent) => void>();
  #nextId = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    // `nodebuffer` is the default binary type: one Buffer.
    socket.on('message', (data: Buffer) => this.#receive(JSON.parse(data.toString()) as FromHost));
  }

  /** Uses up the link. */
  static async open(link: string): Promise<RpcClient> {
    const answer = await fetch(link, { redirect: 'manual' });
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    return RpcClient.join(new URL(link).origin, cookie);
  }

  /** With the session of a page that is open already: `name=value`. */
  static async join(origin: string, cookie: string): Promise<RpcClient> {
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/rpc`, {
      headers: { cookie },
      origin,
    });
    const client = new RpcClient(socket);
    await once(socket, 'open');
    return client;
  }

  /** Rejects with the host's ErrorData. */
  call<M extends StudioMethod>(
    method: M,
    ...args: Parameters<RemoteStudio[M]>
  ): Promise<Awaited<ReturnType<RemoteStudio[M]>>> {
    const id = (this.#nextId += 1);
    const { promise, resolve, reject } =
      Promise.withResolvers<Awaited<ReturnType<RemoteStudio[M]>>>();
    this.#waiting.set(id, (reply) => {
      if (reply.kind === 'push') return;
      if (reply.ok) resolve(reply.result as Awaited<ReturnType<RemoteStudio[M]>>);
      else reject(reply.error);
    });
    this.#socket.send(JSON.stringify({ id, method, args }));
    return promise;
  }

  /** The first event that passes, of those that came and those that come. */
  seen(test: (event: StudioEvent) => boolean): Promise<StudioEvent> {
    const known = this.events.find(test);
    if (known) return Promise.resolve(known);
    const { promise, resolve } = Promise.withResolvers<StudioEvent>();
    this.#listeners.add((event) => {
      if (test(event)) resolve(event);
    });
    return promise;
  }

  /** Resolves with the code of RFC 6455 when the host ends the connection. */
  async ended(): Promise<number> {
    const [code] = (await once(this.#socket, 'close')) as [number];
    return code;
  }

  close(): void {
    this.#socket.terminate();
  }

  #receive(message: FromHost): void {
    if (message.kind === 'reply') return this.#waiting.get(message.id)?.(message);
    this.events.push(message.event);
    for (const listener of this.#listeners) listener(message.event);
  }
}
