import { EventEmitter } from 'node:events';
import { monotonicMs } from '../../contract/clock.ts';
import { StudioError, toErrorData, type ErrorData } from '../../contract/errors.ts';
import type { Child } from './child.ts';
import type { Message } from './child-options.ts';
import { contained } from './contained.ts';
import { delay } from './delay.ts';
import { exitError, type ExitData } from './exit.ts';
import { DEFAULT_POLICY, decideRestart, type RestartPolicy } from '../restart-policy.ts';
import type { SupervisedEvents, SupervisedOptions, SupervisedState } from './supervised-options.ts';

/** Keeps one child running: restarts it with backoff, gives it up when it ends again and again. */
export class SupervisedChild<In extends Message, Out extends Message> extends EventEmitter<
  SupervisedEvents<Out>
> {
  private readonly options: SupervisedOptions<In, Out>;
  private readonly now: () => number;
  private child: Child<In, Out> | undefined;
  private running: { abort: AbortController; over: Promise<void> } | undefined;
  private firstUp = Promise.withResolvers<void>();
  private exits: number[] = [];
  private current: SupervisedState = 'stopped';
  private restartCount = 0;
  private lastTrouble: ErrorData | undefined;

  constructor(options: SupervisedOptions<In, Out>) {
    super();
    // Every run listens; their number is bounded elsewhere.
    this.setMaxListeners(0);
    this.options = options;
    this.now = options.now ?? monotonicMs;
  }

  get state(): SupervisedState {
    return this.current;
  }
  get pid(): number | undefined {
    return this.current === 'stopped' ? undefined : this.child?.pid;
  }
  /** How often it was started again since `start`. */
  get restarts(): number {
    return this.restartCount;
  }
  /** Why it last ended or couldn't start. */
  get trouble(): ErrorData | undefined {
    return this.lastTrouble;
  }

  /**
   * Starts it; resolves when it is up. A call while it runs waits for the same; a call after it was
   * given up tries anew.
   *
   * @throws StudioError with the options' `errorCode` when it was given up, `cancelled` when stopped.
   */
  start(): Promise<void> {
    if (this.running) return this.firstUp.promise;
    this.firstUp = Promise.withResolvers<void>();
    this.firstUp.promise.catch(() => undefined);
    this.exits = [];
    this.restartCount = 0;
    const abort = new AbortController();
    this.running = { abort, over: this.keepRunning(abort.signal) };
    return this.firstUp.promise;
  }

  /** Sends a message to the running child. False: it is down, and the message is dropped. */
  send(message: In): boolean {
    return this.current === 'up' && this.child !== undefined && this.child.send(message);
  }

  /** Kills the child, which is then restarted: for one that runs but doesn't do its work. */
  restart(): void {
    this.child?.kill();
  }

  /** Stops the child and the restarting; resolves when it is gone. Idempotent, possible at any time. */
  async stop(): Promise<void> {
    const running = this.running;
    if (!running) return;
    running.abort.abort();
    await this.child?.stop();
    await running.over;
  }

  private async keepRunning(signal: AbortSignal): Promise<void> {
    // So that `start` has stored what it returns before anything can happen.
    await Promise.resolve();
    try {
      while (!signal.aborted) await this.runOnce(signal);
      this.end('stopped', cancelled(this.options.name));
    } catch (thrown) {
      const error = thrown instanceof StudioError ? thrown : new StudioError(toErrorData(thrown));
      this.end('gave-up', error);
      this.options.log.error({ reason: error.message }, 'child given up');
      contained(this.options.log, 'gave-up', () => this.emit('gave-up', error));
    }
  }

  /** One child from start to exit and the pause after it. Throws when it is to be given up. */
  private async runOnce(signal: AbortSignal): Promise<void> {
    this.current = 'starting';
    const child = this.options.create();
    this.child = child;
    child.on('message', (message) => this.emit('message', message));
    await this.bringUp(child);
    const exit = await child.exited;
    const wasUp = this.state === 'up';
    this.current = 'starting';
    if (signal.aborted) return;
    if (wasUp) this.handleDown(exitError(this.options.name, exit));
    await this.pause(exit, signal);
  }

  private handleDown(error: ErrorData): void {
    this.lastTrouble = error;
    contained(this.options.log, 'down', () => this.emit('down', error));
  }

  private async bringUp(child: Child<In, Out>): Promise<void> {
    const ended = new AbortController();
    const gone = child.exited.then((exit) => {
      ended.abort();
      throw new StudioError(exitError(this.options.name, exit));
    });
    gone.catch(() => undefined);
    try {
      const ready = await child.start();
      await Promise.race([this.options.prepare?.(child, ready, ended.signal), gone]);
      this.current = 'up';
      this.firstUp.resolve();
      contained(this.options.log, 'up', () => this.emit('up', ready));
    } catch (thrown) {
      this.lastTrouble = toErrorData(thrown);
      child.kill();
    }
  }

  private async pause(exit: ExitData, signal: AbortSignal): Promise<void> {
    const { policy = DEFAULT_POLICY, log, name } = this.options;
    this.exits.push(this.now());
    const decision = decideRestart(this.exits, this.now(), policy);
    if (decision.kind === 'give-up') throw this.givenUp(exit, policy);
    this.restartCount += 1;
    log.warn({ child: name, delayMs: decision.delayMs }, 'child is restarted');
    await delay(decision.delayMs, signal);
  }

  private givenUp(exit: ExitData, policy: RestartPolicy): StudioError {
    const { name, errorCode = 'worker-crashed' } = this.options;
    const cause = this.lastTrouble ?? exitError(name, exit);
    const minutes = Math.round(policy.windowMs / 60_000);
    return new StudioError({
      code: errorCode,
      message: `The ${name} ended ${policy.maxExits} times within ${minutes} minutes and is not started again. ${cause.message}`,
      remedy: 'Run `duologue doctor`, look into the log, then try again.',
      details: { cause: cause.code, ...cause.details },
    });
  }

  private end(state: SupervisedState, error: StudioError): void {
    this.current = state;
    this.running = undefined;
    if (state === 'gave-up') this.lastTrouble = error.data;
    this.firstUp.reject(error);
  }
}

function cancelled(name: string): StudioError {
  return new StudioError({ code: 'cancelled', message: `The ${name} was stopped.` });
}
