import { fork, type ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { childReadySchema } from '../../contract/child-messages.ts';
import { StudioError } from '../../contract/errors.ts';
import type { Log } from '../log.ts';
import { childEnv } from './child-env.ts';
import { logOutput } from './child-log.ts';
import type { ChildEvents, ChildOptions, ChildReady, Message, Payload } from './child-options.ts';
import { contained } from './contained.ts';
import { exitError, type ExitData, type ExitReason } from './exit.ts';
import { killLeftovers, killTree } from './process-tree.ts';
import { Watchdog } from './watchdog.ts';

/** After the exit: output and messages still in the pipes get this long. */
const DRAIN_MS = 2000;

/**
 * One child process of the host, from fork to exit. Use it once; `SupervisedChild` makes new ones.
 *
 * On POSIX a child is started `detached`, that is, as the leader of a new session and process group:
 * a kill reaches its grandchildren, and Ctrl-C in the terminal reaches the host alone, which then ends
 * its children in order. What ties a child to the host is the IPC channel: when the host is gone, even
 * by kill −9, the channel closes and the child ends itself.
 */
export class Child<In extends Message, Out extends Message> extends EventEmitter<ChildEvents<Out>> {
  readonly name: string;
  private readonly options: ChildOptions<Out>;
  private readonly log: Log;
  private readonly watchdog: Watchdog;
  private readonly ready = Promise.withResolvers<ChildReady>();
  private readonly exit = Promise.withResolvers<ExitData>();
  private process: ChildProcess | undefined;
  private timer: NodeJS.Timeout | undefined;
  private ending: ExitReason | undefined;
  private ended = false;
  private lastLines: string[] = [];

  constructor(options: ChildOptions<Out>) {
    super();
    this.options = options;
    this.name = options.name;
    this.log = options.log.child({ child: options.name });
    this.watchdog = new Watchdog(options.silenceMs ?? 10_000, () => this.end('wedged'));
  }

  get pid(): number | undefined {
    return this.process?.pid;
  }

  /** Resolves when the process and all it said are through. Never rejects. */
  get exited(): Promise<ExitData> {
    return this.exit.promise;
  }

  /**
   * Starts the process. Resolves when it said `ready`.
   *
   * @throws StudioError `worker-crashed` when it ended before, `timeout` when it wasn't ready in time,
   *   `cancelled` when it was stopped meanwhile.
   */
  start(): Promise<ChildReady> {
    const { entry, env, readyMs = 20_000 } = this.options;
    const child = fork(entry, [], {
      env: childEnv(env),
      execArgv: [],
      detached: process.platform !== 'win32',
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.process = child;
    if (child.stdout && child.stderr) {
      this.lastLines = logOutput(this.log, { stdout: child.stdout, stderr: child.stderr });
    }
    child.on('message', (raw) => this.receive(raw));
    child.on('error', (error) => this.handleError(error));
    child.on('exit', (code, signal) => this.handleExit(code, signal));
    child.on('close', (code, signal) => this.settle(code, signal));
    this.timer = setTimeout(() => this.end('not-ready'), readyMs);
    return this.ready.promise;
  }

  /** Sends a message. False: the child is gone or going, and the message is dropped. */
  send(message: In): boolean {
    if (!this.process?.connected || this.ending) return false;
    return this.transmit(message);
  }

  /** Asks the child to end, kills it by the deadline, resolves when it is gone. Idempotent. */
  stop(): Promise<ExitData> {
    if (!this.process) this.settle(null, null, 'stopped');
    if (this.isOver() || this.ending) return this.exited;
    this.ending = 'stopped';
    this.watchdog.stop();
    this.transmit({ kind: 'shutdown' });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.killLate(), this.options.stopMs ?? 5000);
    return this.exited;
  }

  /** Kills the child and what it started, at once. Counts as an unexpected exit. */
  kill(): void {
    if (this.process && !this.isOver()) this.end('killed');
  }

  /** The process is gone, though its pipes may still hold output: nothing is left to stop or to kill. */
  private isOver(): boolean {
    const { exitCode = null, signalCode = null } = this.process ?? {};
    return this.ended || exitCode !== null || signalCode !== null;
  }

  private transmit(message: unknown): boolean {
    if (!this.process?.connected) return false;
    // With a callback, the error of a closing channel comes here instead of as an 'error' event.
    this.process.send(message as object, undefined, undefined, (error) => {
      if (error) this.log.debug({ reason: error.message }, 'message not delivered');
    });
    return true;
  }

  private receive(raw: unknown): void {
    this.watchdog.alive();
    const parsed = this.options.schema.safeParse(raw);
    if (!parsed.success) {
      const issues = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`);
      this.log.warn({ issues: issues.slice(0, 5) }, 'invalid message of a child dropped');
      return;
    }
    this.dispatch(parsed.data);
  }

  private dispatch(message: Out): void {
    if (message.kind === 'heartbeat') return;
    if (message.kind === 'ready') return this.handleReady(childReadySchema.parse(message));
    contained(this.log, message.kind, () => this.emit('message', message as Payload<Out>));
  }

  private handleReady(ready: ChildReady): void {
    if (this.ending) return;
    clearTimeout(this.timer);
    this.watchdog.start();
    this.log.info({ childPid: ready.pid, port: ready.port }, 'child ready');
    this.ready.resolve(ready);
  }

  private handleError(error: Error): void {
    this.log.error({ err: error }, 'child process error');
    // Without a pid it was never started, and no exit will follow.
    if (this.process?.pid === undefined) this.settle(null, null);
  }

  private handleExit(code: number | null, signal: NodeJS.Signals | null): void {
    this.watchdog.stop();
    clearTimeout(this.timer);
    if (this.pid !== undefined) killLeftovers(this.pid);
    this.timer = setTimeout(() => this.settle(code, signal), DRAIN_MS);
  }

  private end(reason: ExitReason): void {
    this.ending ??= reason;
    this.watchdog.stop();
    this.log.warn({ reason }, 'killing child');
    if (this.pid !== undefined) killTree(this.pid);
  }

  private killLate(): void {
    this.log.warn('child did not end by the deadline');
    if (this.pid !== undefined) killTree(this.pid);
  }

  private settle(
    code: number | null,
    signal: NodeJS.Signals | null,
    reason: ExitReason = this.ending ?? 'crashed',
  ): void {
    if (this.ended) return;
    this.ended = true;
    clearTimeout(this.timer);
    this.watchdog.stop();
    const unexpected = reason !== 'stopped';
    const data: ExitData = { unexpected, code, signal, reason, lastLines: this.lastLines };
    this.log[unexpected ? 'warn' : 'info']({ code, signal, reason }, 'child ended');
    this.ready.promise.catch(() => undefined);
    this.ready.reject(new StudioError(exitError(this.name, data)));
    this.exit.resolve(data);
    contained(this.log, 'exit', () => this.emit('exit', data));
  }
}
