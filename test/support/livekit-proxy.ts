import { createServer, request as send, type IncomingMessage, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

const EGRESS = '/twirp/livekit.Egress/';

/**
 * A LiveKit with an egress service, put together: requests for egress go to one address, all others and
 * the WebSockets to a real server. Loopback only; sound does not pass through it.
 */
export class LivekitProxy {
  /** `ws://` */
  readonly url: string;
  /** Twirp methods in the order in which they were called. */
  readonly methods: string[] = [];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server) {
    this.#server = server;
    this.url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  /** @param urls `ws://` of both */
  static async open(urls: { livekit: string; egress: string }): Promise<LivekitProxy> {
    const livekit = new URL(urls.livekit);
    const egress = new URL(urls.egress);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const proxy = new LivekitProxy(server);
    server.on('request', (request, response) => {
      const path = request.url ?? '/';
      if (path.startsWith('/twirp/')) proxy.methods.push(path.split('/').at(-1) ?? '');
      const { hostname, port } = path.startsWith(EGRESS) ? egress : livekit;
      const { method, headers } = request;
      const onward = send({ hostname, port, path, method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      onward.on('error', () => response.destroy());
      response.on('close', () => onward.destroy());
      request.pipe(onward);
    });
    server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
      proxy.#upgrade(livekit, request, socket, head);
    });
    return proxy;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #upgrade(livekit: URL, request: IncomingMessage, socket: Socket, head: Buffer): void {
    const onward = connect(Number(livekit.port), livekit.hostname, () => {
      const { rawHeaders, method, url } = request;
      const lines = rawHeaders.flatMap((name, index) =>
        index % 2 === 0 ? [`${name}: ${rawHeaders[index + 1]}`] : [],
      );
      onward.write(`${method} ${url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    for (const [one, other] of [
      [onward, socket],
      [socket, onward],
    ] as const) {
      this.#sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.#sockets.delete(one);
        other.destroy();
      });
    }
  }
}
