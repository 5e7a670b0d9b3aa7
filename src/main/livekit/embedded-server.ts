import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { monotonicMs } from '../../contract/clock.ts';
import { StudioError, type ErrorData } from '../../contract/errors.ts';
import type { Log } from '../log.ts';
import type { Child } from '../workers/child.ts';
import { childEnv } from '../workers/child-env.ts';
import { leashChild } from '../workers/children.ts';
import type { FromLeash, ToLeash } from '../workers/leash-messages.ts';
import { DEFAULT_POLICY, type RestartPolicy } from '../restart-policy.ts';
import type { SupervisedChild } from '../workers/supervised-child.ts';
import type { SupervisedState } from '../workers/supervised-options.ts';
import type { Connection } from './connection.ts';
import { HealthWatch, waitUntilHealthy } from './health.ts';
import { networkTrouble } from './network.ts';
import { chooseServerPorts, type ServerPorts } from './ports.ts';
import { serverEnv, type ServerKeys } from './server-config.ts';

export interface EmbeddedServerOptions {
  /** Absolute path of livekit-server; see server-binary.ts. */
  binary: string;
  log: Log;
  policy?: RestartPolicy;
  /** For tests: the leash's program, and which ports to try. */
  leashEntry?: string;
  choosePorts?: () => Promise<ServerPorts>;
}

interface EmbeddedServerEvents {
  /** It answers; after a restart under the same address and keys, but its rooms are gone. */
  up: [Connection];
  down: [ErrorData];
  'gave-up': [StudioError];
}

export interface EmbeddedServerState {
  process: SupervisedState;
  url?: string;
  ports?: ServerPorts;
  /** Of livekit-server itself. */
  pid?: number;
  /** From the call of `start` until it answered, ms. */
  startedInMs?: number;
  restarts: number;
  trouble?: ErrorData;
}

/** Five exits in five minutes: a run survives a server that had to be started again. */
const SERVER_POLICY: RestartPolicy = { ...DEFAULT_POLICY, maxExits: 5 };
/** From SIGTERM to SIGKILL. The server holds nothing that it could lose. */
const GRACE_MS = 1500;

/** The embedded livekit-server: loopback only, free ports and fresh keys for each launch. */
export class EmbeddedServer extends EventEmitter<EmbeddedServerEvents> {
  private readonly options: EmbeddedServerOptions;
  private readonly child: SupervisedChild<ToLeash, FromLeash>;
  private readonly keys: ServerKeys;
  private readonly health: HealthWatch;
  private ports: ServerPorts | undefined;
  private settled = false;
  private serverPid: number | undefined;
  private beganAt = 0;
  private startedInMs: number | undefined;

  constructor(options: EmbeddedServerOptions) {
    super();
    // Every run listens; their number is bounded elsewhere.
    this.setMaxListeners(0);
    this.options = options;
    this.keys = {
      apiKey: `duo${randomBytes(8).toString('hex')}`,
      apiSecret: randomBytes(32).toString('base64url'),
    };
    this.child = leashChild(
      'livekit-server',
      { log: options.log, ...(options.leashEntry ? { entry: options.leashEntry } : {}) },
      {
        errorCode: 'livekit-failed',
        policy: options.policy ?? SERVER_POLICY,
        prepare: (child, _ready, signal) => this.launch(child, signal),
      },
    );
    this.health = new HealthWatch(() => this.child.restart());
    this.child.on('message', (message) => this.handleMessage(message));
    this.child.on('up', () => this.handleUp());
    this.child.on('down', (error) => this.handleDown(error));
    this.child.on('gave-up', (error) => this.emit('gave-up', error));
  }

  /**
   * Starts the server; resolves when it answers and takes our key. A call while it runs gives the same.
   *
   * @throws StudioError `livekit-failed` with the server's last words when it can't be started, or at
   *   once when this computer has no network that WebRTC could use (see network.ts).
   */
  async start(): Promise<Connection> {
    if (this.child.state === 'stopped' || this.child.state === 'gave-up') {
      const trouble = networkTrouble();
      if (trouble) throw new StudioError(trouble);
      this.beganAt = monotonicMs();
      this.settled = false;
      this.startedInMs = undefined;
    }
    await this.child.start();
    return this.connection();
  }

  /** Where it answers and by which keys; the same until `stop`. Throws before it was up. */
  connection(): Connection {
    if (!this.ports) {
      throw new StudioError({ code: 'internal', message: 'The LiveKit server was not started.' });
    }
    return { kind: 'local', url: `ws://127.0.0.1:${this.ports.http}`, ...this.keys };
  }

  /** Ends it; resolves when it is gone. Idempotent. */
  async stop(): Promise<void> {
    this.health.stop();
    await this.child.stop();
    this.serverPid = undefined;
  }

  /** Subscribes to its unexpected end; the returned function unsubscribes. */
  onDown(listener: (error: ErrorData) => void): () => void {
    this.on('down', listener);
    return () => this.off('down', listener);
  }

  /** Holds no secret. */
  state(): EmbeddedServerState {
    const { trouble } = this.child;
    return {
      process: this.child.state,
      restarts: this.child.restarts,
      ...(this.ports && { url: this.connection().url, ports: this.ports }),
      ...(this.serverPid !== undefined && { pid: this.serverPid }),
      ...(this.startedInMs !== undefined && { startedInMs: this.startedInMs }),
      ...(trouble && this.child.state !== 'up' && { trouble }),
    };
  }

  /** Until it was up once, every attempt has other ports; later ones keep them for its clients. */
  private async launch(child: Child<ToLeash, FromLeash>, signal: AbortSignal): Promise<void> {
    if (!this.ports || !this.settled) {
      this.ports = await (this.options.choosePorts ?? chooseServerPorts)();
    }
    child.send({
      kind: 'start',
      command: this.options.binary,
      args: [],
      env: { ...childEnv(), ...serverEnv(this.ports, this.keys) },
      graceMs: GRACE_MS,
    });
    await waitUntilHealthy(this.connection(), signal);
    this.settled = true;
  }

  private handleMessage(message: FromLeash): void {
    if (message.kind === 'started') this.serverPid = message.pid;
    if (message.kind === 'exited') {
      this.serverPid = undefined;
      const { code, signal, error } = message;
      this.options.log.warn({ code, signal, error }, 'livekit-server ended');
    }
  }

  private handleUp(): void {
    const connection = this.connection();
    this.startedInMs ??= monotonicMs() - this.beganAt;
    const tookMs = Math.round(this.startedInMs);
    this.options.log.info({ url: connection.url, tookMs }, 'livekit-server up');
    this.health.start(connection);
    this.emit('up', connection);
  }

  private handleDown(error: ErrorData): void {
    this.health.stop();
    this.serverPid = undefined;
    this.emit('down', { ...error, code: 'connection-lost' });
  }
}
