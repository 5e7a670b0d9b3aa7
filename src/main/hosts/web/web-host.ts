import { createServer, STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import { parse as parseCookies } from 'hono/utils/cookie';
import type { StudioApi } from '../../../contract/studio-api.ts';
import type { Log } from '../../log.ts';
import { createPageServer } from '../../page-server.ts';
import { Access } from './access.ts';
import { webApp } from './app.ts';
import { hostsOf, refusalOf } from './gate.ts';
import { listen } from './listen.ts';
import { RpcSockets } from './rpc-sockets.ts';

export interface WebHostOptions {
  studio: StudioApi;
  log: Log;
  /** See listen.ts. */
  port?: number | undefined;
  /** Where the built page lies, if not in this package. */
  rendererDirectory?: string;
  developmentUrl?: string | undefined;
}

/** The studio in a browser tab of this machine. */
export interface WebHost {
  readonly port: number;
  /** A new address to open, which works once. */
  newLink(): string;
  /** Ends all connections. The studio stays open. */
  close(): Promise<void>;
}

/** Serves the studio on loopback. Throws `conflict` when the wanted port is taken. */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const { studio, log } = options;
  const access = new Access();
  const server = createServer();
  const port = await listen(server, options.port);
  const hosts = hostsOf(port);
  const cookieName = `duologue-${port}`;
  const page = createPageServer({
    studio,
    log,
    developmentUrl: options.developmentUrl,
    ...(options.rendererDirectory === undefined ? {} : { directory: options.rendererDirectory }),
  });
  const respond = getRequestListener(webApp({ access, cookieName, page }).fetch);
  const sockets = new RpcSockets({ studio, log });

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const refusal = refusalOf(request, hosts);
    if (refusal === undefined) return void respond(request, response);
    const allow = refusal.status === 405 ? { allow: 'GET, HEAD' } : {};
    response.writeHead(refusal.status, { 'content-type': 'text/plain', ...allow });
    response.end(`${refusal.reason}\n`);
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => undefined);
    const refusal = refusalOf(request, hosts);
    if (refusal !== undefined) return refuseUpgrade(socket, refusal.status);
    const cookies = parseCookies(request.headers.cookie ?? '', cookieName);
    if (!access.knows(cookies[cookieName])) return refuseUpgrade(socket, 401);
    if (request.url !== '/rpc') return refuseUpgrade(socket, 404);
    sockets.accept(request, socket, head);
  });

  return {
    port,
    newLink: () => `http://127.0.0.1:${port}/open?token=${access.mint()}`,
    close: async () => {
      await sockets.close();
      const { promise, resolve } = Promise.withResolvers<void>();
      server.close(() => resolve());
      server.closeAllConnections();
      await promise;
    },
  };
}

function refuseUpgrade(socket: Duplex, status: number): void {
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  );
}
