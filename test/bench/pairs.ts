import { fork, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { pino } from 'pino';
import { SIDES, type Side } from '../../src/contract/side.ts';
import type { Connection } from '../../src/main/livekit/connection.ts';
import { WorkerHost } from '../../src/main/workers/worker-host.ts';
import type { Pair } from './arena.ts';

/** Duologue's own workers, both registered. */
export async function duologuePair(connection: Connection): Promise<Pair> {
  const log = pino({ level: 'silent' });
  const hosts = SIDES.map(
    (side) => new WorkerHost({ side, instanceId: 'bench', connection, keys: {}, log }),
  );
  await Promise.all(hosts.map((host) => host.start()));
  await Promise.all(hosts.map((host) => host.registered()));
  return {
    name: 'duologue',
    agentName: (side) => `duologue-bench-${side}`,
    begin: (conversationId) => {
      for (const host of hosts) host.send({ kind: 'begin', conversationId });
    },
    pids: () => hosts.map((host) => host.state().pid ?? 0),
    stop: async () => {
      await Promise.all(hosts.map((host) => host.stop()));
    },
  };
}

/** Two stock AgentServers of the framework, both warm: their processes idle, their models loaded. */
export async function stockPair(connection: Connection): Promise<Pair> {
  const servers = await Promise.all(SIDES.map((side) => stockServer(connection, side)));
  return {
    name: 'stock',
    agentName: stockName,
    begin: () => {},
    pids: () => servers.map((server) => server.pid ?? 0),
    stop: async () => {
      await Promise.all(servers.map(stopServer));
    },
  };
}

function stockName(side: Side): string {
  return `stock-${side}`;
}

async function stockServer(connection: Connection, side: Side): Promise<ChildProcess> {
  const port = await freePort();
  const server = fork(path.join(import.meta.dirname, 'stock-agent.ts'), ['start'], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    detached: true, // its job processes ignore SIGTERM: the whole group is ended
    env: {
      ...process.env,
      LIVEKIT_URL: connection.url,
      LIVEKIT_API_KEY: connection.apiKey,
      LIVEKIT_API_SECRET: connection.apiSecret,
      STOCK_AGENT_NAME: stockName(side),
      STOCK_AGENT_PORT: String(port),
      LOG_LEVEL: 'error',
    },
  });
  // A benchmark that dies must not leave them running.
  process.once('exit', () => killGroup(server));
  await untilHealthy(port);
  return server;
}

async function untilHealthy(port: number): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined);
    if (answer?.ok) break;
    if (Date.now() > deadline) throw new Error('the stock agent server did not come up');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  // Healthy means registered; its idle job process is ready a moment later.
  await new Promise((resolve) => setTimeout(resolve, 8000));
}

function stopServer(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    server.once('exit', () => resolve());
    killGroup(server);
  });
}

function killGroup(server: ChildProcess): void {
  if (server.pid && server.exitCode === null && server.signalCode === null) {
    process.kill(-server.pid, 'SIGKILL');
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
