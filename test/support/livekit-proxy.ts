import {
  createServer,
  request as send,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

interface Upgrade {
  request: IncomingMessage;
  headers: IncomingHttpHeaders;
  head: Buffer;
}

const EGRESS = '/twirp/livekit.Egress/';

interface ProxiedServers {
  /** `ws://` of the real server. */
  livekit: string;
  /** `ws://` of what answers requests for egress. Default: the real server. */
  egress?: string;
  /** What is passed on in place of an access token. */
  retoken?: (token: string) => Promise<string>;
}

/**
 * A LiveKit with an egress service, put together: requests for egress go to one address, all others and
 * the WebSockets to a real server; or one whose keys have fewer rights. Loopback only; sound does not pass
 * through it.
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

  static async open(servers: ProxiedServers): Promise<LivekitProxy> {
    const livekit = new URL(servers.livekit);
    const egress = new URL(servers.egress ?? servers.livekit);
    const { retoken = async (token: string) => token } = servers;
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const proxy = new LivekitProxy(server);
    const retokened = async ({ headers }: IncomingMessage): Promise<IncomingHttpHeaders> => {
      const [, token] = /^Bearer (.+)$/u.exec(headers.authorization ?? '') ?? [];
      return token ? { ...headers, authorization: `Bearer ${await retoken(token)}` } : headers;
    };
    const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      const path = request.url ?? '/';
      if (path.startsWith('/twirp/')) proxy.methods.push(path.split('/').at(-1) ?? '');
      const { hostname, port } = path.startsWith(EGRESS) ? egress : livekit;
      const { method } = request;
      const headers = await retokened(request);
      const onward = send({ hostname, port, path, method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      onward.on('error', () => response.destroy());
      response.on('close', () => onward.destroy());
      request.pipe(onward);
    };
    server.on('request', (request, response) => {
      pass(request, response).catch(() => response.destroy());
    });
    server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
      // Its client may go before there is a token.
      socket.on('error', () => socket.destroy());
      retokened(request).then(
        (headers) => proxy.#upgrade(livekit, { request, headers, head }, socket),
        () => socket.destroy(),
      );
    });
    return proxy;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #upgrade(livekit: URL, { request, headers, head }: Upgrade, socket: Socket): void {
    const onward = connect(Number(livekit.port), livekit.hostname, () => {
      const { method, url } = request;
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}`);
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
