import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StudioError } from '../../../contract/errors.ts';

/** Always the same port if it is free: what a page keeps (its theme) belongs to host and port. */
const USUAL_PORT = 4848;
const NEXT_PORTS = 20;

/**
 * Listens on loopback and resolves with the port.
 * @param wanted this port and no other (0: any); without it the usual one, else the next that is free
 */
export async function listen(server: Server, wanted: number | undefined): Promise<number> {
  if (wanted !== undefined) {
    if (await attempt(server, wanted)) return portOf(server);
    throw new StudioError({
      code: 'conflict',
      message: `Port ${wanted} of this machine is taken or not allowed.`,
      remedy: 'Choose another with --port, or leave it out.',
    });
  }
  for (let port = USUAL_PORT; port < USUAL_PORT + NEXT_PORTS; port += 1) {
    if (await attempt(server, port)) return port;
  }
  await attempt(server, 0);
  return portOf(server);
}

async function attempt(server: Server, port: number): Promise<boolean> {
  server.listen({ port, host: '127.0.0.1', exclusive: true });
  try {
    await once(server, 'listening');
    return true;
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
    if (code === 'EADDRINUSE' || code === 'EACCES') return false;
    throw thrown;
  }
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
