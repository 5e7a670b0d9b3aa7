import { Job, JobStatus, ServerMessage, WorkerMessage, WorkerStatus } from '@livekit/protocol';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocketServer, type WebSocket } from 'ws';
import { WorkerClient, type Assignment } from '../../../src/agents/worker/worker-client.ts';
import type { ErrorData } from '../../../src/contract/errors.ts';

type FromServer = NonNullable<ConstructorParameters<typeof ServerMessage>[0]>['message'];
type Said = WorkerMessage['message'];
type ValueOf<C extends Said['case']> = Extract<Said, { case: C }>['value'];

/** The end of the worker protocol that LiveKit holds. */
class FakeLiveKit {
  /** Status of the next answers instead of an upgrade. */
  refuseWith: number | undefined;
  upgrades = 0;
  readonly authorizations: string[] = [];
  socket: WebSocket | undefined;
  private readonly said: Said[] = [];
  private readonly http: Server;
  private readonly sockets = new WebSocketServer({ noServer: true });
  private wake = Promise.withResolvers<void>();

  constructor() {
    this.http = createServer();
    this.http.on('upgrade', (request, socket, head) => {
      socket.on('error', () => {}); // a client that gives up resets it
      this.upgrades += 1;
      this.authorizations.push(String(request.headers.authorization));
      this.nudge();
      if (this.refuseWith) return socket.end(`HTTP/1.1 ${this.refuseWith} No\r\n\r\n`);
      this.sockets.handleUpgrade(request, socket, head, (accepted) => this.accept(accepted));
    });
  }

  async listen(): Promise<string> {
    this.http.listen(0, '127.0.0.1');
    await once(this.http, 'listening');
    return `ws://127.0.0.1:${(this.http.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets.clients) socket.terminate();
    this.http.closeAllConnections();
    this.http.close();
    await once(this.http, 'close');
  }

  send(message: FromServer): void {
    this.socket?.send(new ServerMessage({ message }).toBinary());
  }

  /** The next message of this kind; those before it are skipped. */
  async next<C extends Said['case']>(kind: C): Promise<NonNullable<ValueOf<C>>> {
    for (;;) {
      const message = this.said.shift();
      if (message?.case === kind && message.value) return message.value as NonNullable<ValueOf<C>>;
      if (!message) await this.wake.promise;
    }
  }

  async untilUpgrades(count: number): Promise<void> {
    while (this.upgrades < count) await this.wake.promise;
  }

  private accept(socket: WebSocket): void {
    this.socket = socket;
    socket.on('message', (data: Buffer) => {
      this.said.push(WorkerMessage.fromBinary(data).message);
      this.nudge();
    });
  }

  private nudge(): void {
    this.wake.resolve();
    this.wake = Promise.withResolvers();
  }
}

describe('WorkerClient', () => {
  let livekit: FakeLiveKit;
  let client: WorkerClient;
  let url: string;
  let jobs: number;
  let registered: PromiseWithResolvers<string>;
  let lost: PromiseWithResolvers<{ error: ErrorData; final: boolean }>;
  let assigned: PromiseWithResolvers<Assignment>;
  let terminated: PromiseWithResolvers<string>;

  beforeEach(async () => {
    livekit = new FakeLiveKit();
    url = await livekit.listen();
    jobs = 0;
    registered = Promise.withResolvers();
    lost = Promise.withResolvers();
    assigned = Promise.withResolvers();
    terminated = Promise.withResolvers();
    client = new WorkerClient({
      url,
      apiKey: 'key',
      apiSecret: 'a secret of thirty-two characters',
      agentName: 'duologue-test-a',
      capacity: 2,
      jobCount: () => jobs,
      onInvitation: ({ metadata }) =>
        metadata === 'ours' ? { identity: 'c1-a', name: 'Maya' } : undefined,
      onAssignment: assigned.resolve,
      onTermination: terminated.resolve,
      onRegistered: (id) => registered.resolve(id),
      onUnregistered: (error, final) => lost.resolve({ error, final }),
    });
  });
  afterEach(async () => {
    vi.useRealTimers();
    vi.restoreAllMocks();
    client.close();
    await livekit.close();
  });

  async function register(): Promise<void> {
    await client.connect();
    await livekit.next('register');
    livekit.send({ case: 'register', value: { workerId: 'AW_1' } });
    await registered.promise;
  }

  function offer(id: string, metadata: string): void {
    livekit.send({ case: 'availability', value: { job: new Job({ id, metadata }) } });
  }

  it('registers under its name with an agent token and tells its load', async () => {
    await client.connect();
    expect(await livekit.next('register')).toMatchObject({ agentName: 'duologue-test-a' });
    const [, payload] = (livekit.authorizations[0] ?? '').split('.');
    const claims: unknown = JSON.parse(Buffer.from(payload ?? '', 'base64url').toString());
    expect(claims).toMatchObject({ iss: 'key', video: { agent: true } });
    livekit.send({ case: 'register', value: { workerId: 'AW_1' } });
    expect(await registered.promise).toBe('AW_1');
    const status = await livekit.next('updateWorker');
    expect(status).toMatchObject({ load: 0, jobCount: 0, status: WorkerStatus.WS_AVAILABLE });
  });

  it('takes a job of ours with its identity, and refuses a foreign one', async () => {
    await register();
    offer('J1', 'ours');
    expect(await livekit.next('availability')).toMatchObject({
      jobId: 'J1',
      available: true,
      participantIdentity: 'c1-a',
      participantName: 'Maya',
    });
    offer('J2', 'theirs');
    expect(await livekit.next('availability')).toMatchObject({ jobId: 'J2', available: false });
  });

  it('refuses when it is full, and says so in its load', async () => {
    jobs = 2;
    await register();
    const status = await livekit.next('updateWorker');
    expect(status).toMatchObject({ jobCount: 2, status: WorkerStatus.WS_FULL });
    expect(status.load).toBeGreaterThanOrEqual(0.7);
    offer('J1', 'ours');
    expect(await livekit.next('availability')).toMatchObject({ jobId: 'J1', available: false });
  });

  it('stays below the load at which LiveKit gives no more jobs until it is full', async () => {
    jobs = 1;
    await register();
    expect((await livekit.next('updateWorker')).load).toBeLessThan(0.7);
  });

  it('hands on assignments, with its own URL where the server names none, and terminations', async () => {
    await register();
    const job = new Job({ id: 'J1', metadata: 'ours' });
    livekit.send({ case: 'assignment', value: { job, token: 'T' } });
    expect(await assigned.promise).toEqual({ jobId: 'J1', metadata: 'ours', token: 'T', url });
    livekit.send({ case: 'termination', value: { jobId: 'J1' } });
    expect(await terminated.promise).toBe('J1');
  });

  it('reports how a job stands', async () => {
    await register();
    client.reportJob('J1', 'running');
    client.reportJob('J1', 'failed', 'why');
    expect(await livekit.next('updateJob')).toMatchObject({ status: JobStatus.JS_RUNNING });
    expect(await livekit.next('updateJob')).toMatchObject({
      jobId: 'J1',
      status: JobStatus.JS_FAILED,
      error: 'why',
    });
  });

  it('tells at once that the server is gone, and registers again', async () => {
    await register();
    livekit.socket?.terminate();
    expect(await lost.promise).toMatchObject({
      final: false,
      error: { code: 'livekit-unreachable' },
    });
    registered = Promise.withResolvers();
    await livekit.next('register');
    livekit.send({ case: 'register', value: { workerId: 'AW_2' } });
    expect(await registered.promise).toBe('AW_2');
  });

  it('waits longer from try to try while the server does not take it', async () => {
    livekit.refuseWith = 503;
    const timers = vi.spyOn(globalThis, 'setTimeout');
    await client.connect();
    expect(await lost.promise).toMatchObject({ final: false });
    await livekit.untilUpgrades(3);
    const waits = timers.mock.calls.map(([, ms]) => ms).filter((ms) => ms === 250 || ms === 500);
    expect(waits).toEqual([250, 500]);
  });

  it('takes a refused key for final', async () => {
    livekit.refuseWith = 401;
    const timers = vi.spyOn(globalThis, 'setTimeout');
    await client.connect();
    const { error, final } = await lost.promise;
    expect({ code: error.code, final }).toEqual({ code: 'livekit-unauthorized', final: true });
    await new Promise(setImmediate);
    expect(timers.mock.calls.filter(([, ms]) => ms === 250)).toEqual([]);
    expect(livekit.upgrades).toBe(1);
  });

  it('connects anew when it is sent what it does not understand', async () => {
    await register();
    livekit.socket?.send(Buffer.from([0xff, 0xff, 0xff]));
    expect(await lost.promise).toMatchObject({ final: false });
    expect(await livekit.next('register')).toMatchObject({ agentName: 'duologue-test-a' });
  });

  it('notices a connection that nobody closed but nobody answers on', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    await register();
    livekit.socket?.pause(); // no pong from here on
    vi.advanceTimersByTime(2500 * 4);
    expect(await lost.promise).toMatchObject({
      final: false,
      error: { code: 'livekit-unreachable' },
    });
  });

  it('opens no socket when it was closed while it connected', async () => {
    const connecting = client.connect();
    client.close();
    await connecting;
    await new Promise(setImmediate);
    expect(livekit.upgrades).toBe(0);
  });

  it('does not come back after it was closed', async () => {
    await register();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const closed = once(livekit.socket as WebSocket, 'close');
    client.close();
    await closed;
    await new Promise(setImmediate);
    vi.advanceTimersByTime(60_000);
    await new Promise(setImmediate);
    expect(livekit.upgrades).toBe(1);
  });
});
