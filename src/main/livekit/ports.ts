import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

/** The loopback ports of one embedded server. */
export interface ServerPorts {
  /** TCP: HTTP API and WebSocket signalling. */
  http: number;
  /** UDP: all audio, multiplexed. */
  rtc: number;
}

const LOOPBACK = '127.0.0.1';

async function freeTcpPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, LOOPBACK, resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function freeUdpPort(): Promise<number> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(0, LOOPBACK, resolve);
  });
  const { port } = socket.address();
  await new Promise<void>((resolve) => socket.close(resolve));
  return port;
}

/** Ports that the system says are free. Another program may still take one before it is used. */
export async function chooseServerPorts(): Promise<ServerPorts> {
  const [http, rtc] = await Promise.all([freeTcpPort(), freeUdpPort()]);
  return { http, rtc };
}
