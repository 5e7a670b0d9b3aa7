import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pino } from 'pino';
import { SIDES, type Side } from '../../src/contract/side.ts';
import type { Connection } from '../../src/main/livekit/connection.ts';
import { WorkerHost } from '../../src/main/workers/worker-host.ts';
import { nodeAgent, StockServer } from '../support/stock-server.ts';
import type { Pair } from './arena.ts';

/** A server that is registered has its idle job process ready a moment later, ms. */
const WARM_MS = 8000;

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
  const command = nodeAgent(path.join(import.meta.dirname, 'stock-agent.ts'));
  const servers = await Promise.all(
    SIDES.map((side) => StockServer.start(connection, { agentName: stockName(side), command })),
  );
  await delay(WARM_MS);
  return {
    name: 'stock',
    agentName: stockName,
    begin: () => {},
    pids: () => servers.map(({ pid }) => pid),
    stop: async () => {
      await Promise.all(servers.map((server) => server.stop()));
    },
  };
}

function stockName(side: Side): string {
  return `stock-${side}`;
}
