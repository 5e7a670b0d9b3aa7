import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FromWorker } from '../../src/contract/worker-messages.ts';
import { EmbeddedServer } from '../../src/main/livekit/embedded-server.ts';
import type { Connection } from '../../src/main/livekit/connection.ts';
import { Rooms } from '../../src/main/livekit/rooms.ts';
import { findServerBinary } from '../../src/main/livekit/server-binary.ts';
import { WorkerHost } from '../../src/main/workers/worker-host.ts';
import { until } from '../support/process-tree.ts';

const log = pino({ level: 'silent' });

describe('agent worker on a real livekit-server', () => {
  let server: EmbeddedServer;
  let connection: Connection;
  const hosts: WorkerHost[] = [];

  beforeAll(async () => {
    const { path: binary } = await findServerBinary({ env: process.env });
    server = new EmbeddedServer({ binary, log });
    connection = await server.start();
  });
  afterAll(async () => {
    await Promise.all(hosts.map((host) => host.stop()));
    await server.stop();
  });

  function worker(side: 'a' | 'b', overrides: Partial<Connection> = {}): WorkerHost {
    const host = new WorkerHost({
      side,
      instanceId: 'worker-test',
      connection: { ...connection, ...overrides },
      keys: {},
      log,
    });
    hosts.push(host);
    return host;
  }

  function next<K extends FromWorker['kind']>(host: WorkerHost, kind: K) {
    return new Promise<Extract<FromWorker, { kind: K }>>((resolve) => {
      const look = (message: FromWorker): void => {
        if (message.kind !== kind) return;
        host.off('message', look);
        resolve(message as Extract<FromWorker, { kind: K }>);
      };
      host.on('message', look);
    });
  }

  it('gives each worker a health endpoint of its own that knows whether it is registered', async () => {
    const pair = [worker('a'), worker('b')];
    await Promise.all(pair.map((host) => host.start()));
    await Promise.all(pair.map((host) => host.registered()));
    const [a, b] = pair.map((host) => host.state().port);
    expect(a).not.toBe(b);
    const health = await fetch(`http://127.0.0.1:${a}/`);
    const facts: unknown = await (await fetch(`http://127.0.0.1:${a}/worker`)).json();
    expect(health.status).toBe(200);
    expect(facts).toEqual({ agentName: 'duologue-worker-test-a', registered: true, jobs: 0 });
  });

  it('tells the host at once when the server is lost, and registers again when it is back', async () => {
    const host = worker('a');
    await host.start();
    await host.registered();
    const { pid } = server.state();
    const lost = next(host, 'unregistered');
    const back = next(host, 'registered');
    process.kill(pid as number, 'SIGKILL');
    expect(await lost).toMatchObject({ final: false, error: { code: 'livekit-unreachable' } });
    await back;
    await until(() => host.state().registered, 'registered again', 30_000);
  });

  it('does not go on with a wrong secret', async () => {
    const host = worker('b', { apiSecret: 'x'.repeat(40) });
    await host.start();
    await expect(host.registered()).rejects.toMatchObject({
      data: { code: 'livekit-unauthorized' },
    });
  });

  it('refuses a dispatch that is not one of ours and lives on', async () => {
    const host = worker('a');
    await host.start();
    await host.registered();
    const rooms = new Rooms(connection, { owner: 'worker-test' });
    await rooms.create('duologue-foreign', { maxMinutes: 1 });
    await rooms.dispatch('duologue-foreign', host.agentName, 'not JSON');
    await rooms.dispatch('duologue-foreign', host.agentName, '{"side":"z"}');
    const port = host.state().port;
    const facts = await fetch(`http://127.0.0.1:${port}/worker`).then(
      (response) => response.json() as Promise<{ jobs: number; registered: boolean }>,
    );
    expect(facts).toMatchObject({ registered: true, jobs: 0 });
    expect(await rooms.participants('duologue-foreign')).toEqual([]);
    await rooms.remove('duologue-foreign');
  });
});
