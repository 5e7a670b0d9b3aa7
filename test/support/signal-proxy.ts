import {
  createServer,
  request as send,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { text } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';
import type { SignalResponse } from '@livekit/protocol';
import { WebSocket, WebSocketServer, type RawData } from 'ws';

type Rewrite = (path: string, body: string) => string;

/**
 * Stands between LiveKit and whoever uses it: it sees by which token a client connects, can say something in
 * LiveKit's name, change what LiveKit is asked, and cut the line. Sound doesn't pass through it.
 */
export class SignalProxy {
  /** `ws://` */
  readonly url: string;
  /** Of every WebSocket, in the order in which they were opened. */
  readonly tokens: string[] = [];
  readonly #livekit: URL;
  readonly #rewrite: Rewrite;
  readonly #http: Server;
  readonly #server: WebSocketServer;
  readonly #onward = new Set<WebSocket>();

  private constructor(http: Server, livekit: string, rewrite: Rewrite) {
    this.#rewrite = rewrite;
    this.#http = http;
    this.#livekit = new URL(livekit);
    this.url = `ws://127.0.0.1:${(http.address() as AddressInfo).port}`;
    this.#server = new WebSocketServer({ server: http });
    this.#server.on('connection', (client, request) => this.#relay(client, request));
    http.on('request', (request, response) => {
      this.#pass(request, response).catch(() => response.destroy());
    });
  }

  /**
   * @param livekit `ws://` of the real server
   * @param rewrite what is passed on in place of a request's body
   */
  static async open(
    livekit: string,
    rewrite: Rewrite = (_path, body) => body,
  ): Promise<SignalProxy> {
    const http = createServer();
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    return new SignalProxy(http, livekit, rewrite);
  }

  /** To every client, as if LiveKit had said it. */
  send(message: SignalResponse): void {
    for (const client of this.#server.clients) client.send(message.toBinary());
  }

  /** Ends all lines without a word. What was sent before has arrived. */
  async cut(): Promise<void> {
    await Promise.all([...this.#server.clients].map(answered));
    for (const client of this.#server.clients) client.terminate();
    for (const onward of this.#onward) onward.terminate();
  }

  async close(): Promise<void> {
    await this.cut();
    this.#server.close();
    this.#http.closeAllConnections();
    await new Promise<void>((resolve) => this.#http.close(() => resolve()));
  }

  async #pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { hostname, port } = this.#livekit;
    const { method, url: path = '/' } = request;
    const body = this.#rewrite(path, await text(request));
    const length = String(Buffer.byteLength(body));
    const { 'transfer-encoding': _chunked, ...rest } = request.headers;
    const headers = { ...rest, 'content-length': length };
    const onward = send({ hostname, port, path, method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    onward.end(body);
  }

  #relay(client: WebSocket, request: IncomingMessage): void {
    const { authorization } = request.headers;
    const path = new URL(request.url ?? '/', this.url);
    const token = authorization?.replace(/^Bearer /iu, '') ?? path.searchParams.get('access_token');
    this.tokens.push(token ?? '');
    const to = new URL(path.pathname + path.search, this.#livekit);
    const onward = new WebSocket(to, { headers: authorization ? { authorization } : {} });
    this.#onward.add(onward);
    const early: [RawData, boolean][] = [];
    client.on('message', (data, isBinary) => {
      if (onward.readyState === WebSocket.OPEN) onward.send(data, { binary: isBinary });
      else early.push([data, isBinary]);
    });
    onward.on('open', () => {
      for (const [data, binary] of early) onward.send(data, { binary });
    });
    onward.on('message', (data, isBinary) => client.send(data, { binary: isBinary }));
    onward.on('close', () => client.close());
    onward.on('error', () => client.terminate());
    client.on('close', () => {
      this.#onward.delete(onward);
      onward.close();
    });
    client.on('error', () => onward.terminate());
  }
}

/** A pong comes after everything that was sent before its ping. */
function answered(client: WebSocket): Promise<void> {
  if (client.readyState !== WebSocket.OPEN) return Promise.resolve();
  return new Promise((resolve) => {
    client.once('pong', () => resolve());
    client.once('close', () => resolve());
    client.ping();
  });
}
