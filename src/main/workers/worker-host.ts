import { EventEmitter } from 'node:events';
import { StudioError, type ErrorData } from '../../contract/errors.ts';
import type { Side } from '../../contract/side.ts';
import type { FromWorker, ToWorker } from '../../contract/worker-messages.ts';
import type { Connection } from '../livekit/connection.ts';
import type { Child } from './child.ts';
import type { Payload } from './child-options.ts';
import { workerChild, type ChildSettings } from './children.ts';
import type { SupervisedChild } from './supervised-child.ts';
import type { SupervisedState } from './supervised-options.ts';

export interface WorkerHostOptions extends ChildSettings {
  side: Side;
  /** Unique to this launch of the studio: nobody else may take its dispatches. */
  instanceId: string;
  connection: Connection;
  /** Keys by provider; they reach the worker over IPC. */
  keys: Record<string, string>;
  /** Absolute: where the worker keeps what it plays, in the folder of each conversation. Default: nowhere. */
  recordings?: string;
}

interface WorkerHostEvents {
  message: [Payload<FromWorker>];
  /** Registered with LiveKit, for the first time or again. */
  registered: [];
  /** The process ended, and with it every conversation of this side; it is restarted. */
  down: [ErrorData];
  /** It can't take dispatches any more until it is started again, or LiveKit takes it after all. */
  'gave-up': [StudioError];
}

export interface WorkerHostState {
  process: SupervisedState;
  registered: boolean;
  pid?: number;
  /** Its health endpoint, loopback. */
  port?: number;
  restarts: number;
  /** The latest trouble with the process or with LiveKit. */
  trouble?: ErrorData;
}

/** Starts the agent worker of one side, keeps it running, knows whether it can take dispatches. */
export class WorkerHost extends EventEmitter<WorkerHostEvents> {
  readonly side: Side;
  /** The name under which the worker takes dispatches. */
  readonly agentName: string;
  private readonly options: WorkerHostOptions;
  private readonly child: SupervisedChild<ToWorker, FromWorker>;
  private readonly waiters = new Set<PromiseWithResolvers<void>>();
  private isRegistered = false;
  private final: ErrorData | undefined;
  private trouble: ErrorData | undefined;
  private port: number | undefined;
  private keys: Record<string, string>;

  constructor(options: WorkerHostOptions) {
    super();
    // Every run listens; their number is bounded elsewhere.
    this.setMaxListeners(0);
    this.options = options;
    this.side = options.side;
    this.keys = options.keys;
    this.agentName = `duologue-${options.instanceId}-${options.side}`;
    this.child = workerChild(options.side, options, { prepare: (child) => this.init(child) });
    this.child.on('up', (ready) => (this.port = ready.port));
    this.child.on('message', (message) => this.handleMessage(message));
    this.child.on('down', (error) => this.handleDown(error));
    this.child.on('gave-up', (error) => this.handleGaveUp(error));
  }

  /** Starts the process; resolves when it is up, which is before it is registered. */
  start(): Promise<void> {
    this.final = undefined;
    return this.child.start();
  }

  /**
   * Resolves when the worker is registered with LiveKit, so that a dispatch reaches it.
   *
   * @throws StudioError what the worker said of LiveKit when it can't go on or when the time is over
   *   (default 15 000 ms); `worker-crashed` when it was given up; `cancelled` when stopped.
   */
  async registered(timeoutMs = 15_000): Promise<void> {
    if (this.isRegistered) return;
    if (this.final) throw new StudioError(this.final);
    const waiter = Promise.withResolvers<void>();
    const timer = setTimeout(() => waiter.reject(this.late(timeoutMs)), timeoutMs);
    this.waiters.add(waiter);
    try {
      await waiter.promise;
    } finally {
      clearTimeout(timer);
      this.waiters.delete(waiter);
    }
  }

  /** False: the worker is down, and the message is dropped; its conversations are lost anyway. */
  send(message: Extract<ToWorker, { conversationId: string }>): boolean {
    return this.child.send(message);
  }

  /** The keys are others now: for the jobs that begin from now on, also after a restart. */
  handleKeys(keys: Record<string, string>): void {
    this.keys = keys;
    this.child.send({ kind: 'keys', keys });
  }

  async stop(): Promise<void> {
    this.isRegistered = false;
    await this.child.stop();
    const message = `The agent worker ${this.side} was stopped.`;
    this.refuseWaiters(new StudioError({ code: 'cancelled', message }));
  }

  state(): WorkerHostState {
    const trouble = this.trouble ?? this.child.trouble;
    return {
      process: this.child.state,
      registered: this.isRegistered,
      restarts: this.child.restarts,
      ...(this.child.pid === undefined ? {} : { pid: this.child.pid }),
      ...(this.port === undefined ? {} : { port: this.port }),
      ...(trouble === undefined || this.isRegistered ? {} : { trouble }),
    };
  }

  private init(child: Child<ToWorker, FromWorker>): void {
    const { url, apiKey, apiSecret } = this.options.connection;
    child.send({
      kind: 'init',
      side: this.side,
      agentName: this.agentName,
      livekit: { url, apiKey, apiSecret },
      keys: this.keys,
      recordings: this.options.recordings,
    });
  }

  private handleMessage(message: Payload<FromWorker>): void {
    if (message.kind === 'registered') this.handleRegistered();
    if (message.kind === 'unregistered') this.handleUnregistered(message);
    this.emit('message', message);
  }

  private handleRegistered(): void {
    this.isRegistered = true;
    this.trouble = undefined;
    this.final = undefined;
    this.options.log.info({ side: this.side }, 'agent worker registered');
    for (const waiter of this.waiters) waiter.resolve();
    this.emit('registered');
  }

  private handleUnregistered({ error, final }: { error: ErrorData; final: boolean }): void {
    this.isRegistered = false;
    this.trouble = error;
    this.options.log.warn(
      { side: this.side, code: error.code, final },
      'agent worker unregistered',
    );
    if (final) this.handleFinal(error);
  }

  private handleDown(error: ErrorData): void {
    this.isRegistered = false;
    this.trouble = error;
    this.port = undefined;
    this.emit('down', error);
  }

  private handleGaveUp(error: StudioError): void {
    this.isRegistered = false;
    this.handleFinal(error.data);
  }

  /** It won't be registered any more unless it is started again. */
  private handleFinal(error: ErrorData): void {
    this.final = error;
    this.trouble = error;
    this.refuseWaiters(new StudioError(error));
    this.emit('gave-up', new StudioError(error));
  }

  private refuseWaiters(error: StudioError): void {
    for (const waiter of this.waiters) waiter.reject(error);
  }

  private late(timeoutMs: number): StudioError {
    if (this.trouble) return new StudioError(this.trouble);
    return new StudioError({
      code: 'timeout',
      message: `The agent worker ${this.side} did not register with LiveKit within ${timeoutMs / 1000} seconds.`,
      remedy: 'Run `duologue doctor` to see whether LiveKit answers.',
    });
  }
}
