import type { Logger } from 'pino';
import { toErrorData, type ErrorData } from '../../contract/errors.ts';
import type { PerSide } from '../../contract/side.ts';
import type { Step, StudioEvent } from '../../contract/studio-events.ts';
import type { PriceTable } from '../../contract/usage.ts';
import { BUILT_IN_PRICES } from '../pricing/table.ts';
import { budgetOf, isLastAffordable, type Budget } from './budget.ts';
import type { Clock } from './clock-port.ts';
import { Deadlines, type Allowed } from './deadlines.ts';
import { hushAfterLastTurn } from './hush.ts';
import { journal, type Desk } from './journal.ts';
import type {
  EgressPort,
  LivekitPort,
  NewConversation,
  OnProgress,
  Ready,
  RecorderMessage,
  RecorderPort,
  RehearsalPort,
  RunLibrary,
  WorkerPort,
} from './ports.ts';
import { initialState, recordingMs, type RunEvent, type RunState } from './run-state.ts';
import { externalOf } from './external.ts';
import { reduce } from './state.ts';
import { decideStop } from './stop-rules.ts';
import type { Stop } from './stop.ts';
import { UsageBook } from './usage-book.ts';

/** How often the rules that depend on time alone are looked at. */
const TICK_MS = 100;

/** What workers tell that may change whether another turn can be paid for. */
const SPENDING: ReadonlySet<string> = new Set(['usage', 'turn-started', 'turn-ended']);

/** What a run has taken into use, and so has to give back, in the order in which it happens. */
export interface Stand {
  livekit?: LivekitPort;
  rehearsal?: RehearsalPort;
  workers?: PerSide<WorkerPort>;
  recorder?: RecorderPort;
  room?: string;
  /** LiveKit has made the room. */
  roomIsOpen?: boolean;
  /** The recorder was told to record into this file. */
  recordingPath?: string;
  /** What the recorder reported when it was done. */
  finished?: Extract<RecorderMessage, { kind: 'finished' }>;
  dispatchedAt?: number;
  /** Who the agent of the user's own is in the room, once that is known. */
  agentIdentity?: string;
  /** It was asked to record this conversation. */
  egress?: EgressPort;
  /** The step that is under way; a run that ends waits for it a little before it gives back. */
  pending?: Promise<unknown>;
  releases: (() => void)[];
}

export interface CoreOptions {
  conversation: NewConversation;
  library: RunLibrary;
  clock: Clock;
  log: Logger;
  push: (event: StudioEvent) => void;
  /** What things cost while it runs. Without it: the built-in prices. */
  prices?: PriceTable | undefined;
}

/** Thrown out of the preparation when the run has to end before it began. */
export class RunStopped extends Error {
  readonly stop: Stop;

  constructor(stop: Stop) {
    super(stop.message);
    this.name = 'RunStopped';
    this.stop = stop;
  }
}

/** The state of one run: takes events, stores and pushes what follows, and says when it ends. */
export class RunCore implements Desk {
  readonly conversation: NewConversation;
  readonly library: RunLibrary;
  readonly clock: Clock;
  readonly log: Logger;
  readonly deadlines: Deadlines;
  readonly stand: Stand = { releases: [] };
  readonly account: UsageBook;
  state: RunState;
  readonly #prices: PriceTable;
  #budgeted: { config: NewConversation['config']; budget: Budget | undefined } | undefined;
  readonly #push: (event: StudioEvent) => void;
  readonly #watchers = new Set<() => void>();
  readonly #stopped = Promise.withResolvers<Stop>();
  #stop: Stop | undefined;
  #disposed = false;
  #cancelTick: () => void = () => {};

  constructor(options: CoreOptions) {
    this.conversation = options.conversation;
    this.library = options.library;
    this.clock = options.clock;
    this.deadlines = new Deadlines(options.clock);
    this.log = options.log;
    this.#push = options.push;
    const { config } = options.conversation;
    const { a, b } = config.personas;
    const prices = options.prices ?? BUILT_IN_PRICES;
    this.#prices = prices;
    this.account = new UsageBook({
      conversationId: this.id,
      stages: () => this.conversation.config.stages,
      ...{ prices, clock: this.clock },
      store: (usage) => this.keep(() => this.library.putUsage(this.id, usage)),
      push: (event) => this.push(event),
    });
    this.state = initialState({ a: a.name, b: b.name }, externalOf(config) ? 'b' : undefined);
    this.#tick();
  }

  get id(): string {
    return this.conversation.id;
  }

  /** It is decided that the run ends. */
  get isStopping(): boolean {
    return this.#stop !== undefined;
  }

  /** Resolves once with the reason for the end. */
  get stopped(): Promise<Stop> {
    return this.#stopped.promise;
  }

  /** Takes an event: reduces, stores, pushes, and looks whether the run has to end. */
  apply(event: RunEvent): void {
    if (this.#disposed) return;
    const before = this.state;
    this.state = reduce(before, event);
    hushAfterLastTurn({ before, after: this.state }, this.conversation.config.limits, {
      conversationId: this.id,
      workers: this.stand.workers,
    });
    this.keep(() => journal(this, before, event));
    this.account.look(before, this.state);
    if (this.#reachesBudget(event)) this.apply({ kind: 'budget-reached', atMs: event.atMs });
    for (const watcher of [...this.#watchers]) watcher();
    this.#decide();
  }

  /** A write to the library; a refusal (disk full, …) ends the run and loses nothing in memory. */
  keep(write: () => void): void {
    try {
      write();
    } catch (thrown) {
      this.log.error({ conversationId: this.id, error: toErrorData(thrown) }, 'library refused');
      this.state = reduce(this.state, this.faultEvent(toErrorData(thrown)));
      this.#decide();
    }
  }

  fault(error: ErrorData): void {
    this.apply(this.faultEvent(error));
  }

  faultEvent(error: ErrorData): RunEvent {
    return { kind: 'fault', error, atMs: this.clock.monotonicMs() };
  }

  push(event: StudioEvent): void {
    // A step that comes to its end after the run did concerns nobody any more.
    if (!this.#disposed) this.#push(event);
  }

  notice(error: ErrorData): void {
    this.log.warn({ conversationId: this.id, error }, 'notice');
    this.push({ kind: 'notice', conversationId: this.id, error });
  }

  /** Monotonic ms as ms of the recording. */
  atMs(monotonicMs: number): number {
    return recordingMs(this.state, monotonicMs);
  }

  /**
   * True as soon as the predicate holds, false when `allowed.ms` are over (`hurriedMs` from when the
   * host closes).
   */
  async until(predicate: (state: RunState) => boolean, allowed: Allowed): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const watcher = (): void => {
      if (predicate(this.state)) resolve(true);
    };
    const cancelDeadline = this.deadlines.set(allowed, () => resolve(false));
    this.#watchers.add(watcher);
    watcher();
    try {
      return await promise;
    } finally {
      this.#watchers.delete(watcher);
      cancelDeadline();
    }
  }

  /** Throws RunStopped once it is decided that the run ends. */
  throwIfStopped(): void {
    if (this.#stop) throw new RunStopped(this.#stop);
  }

  /** As `until`, for the time before the conversation began: throws RunStopped when it has to end. */
  async untilReady(predicate: (state: RunState) => boolean, ms: number): Promise<boolean> {
    const isReady = await this.until((state) => this.#stop !== undefined || predicate(state), {
      ms,
    });
    this.throwIfStopped();
    return isReady;
  }

  /** The work's value; throws RunStopped when the run has to end first. */
  async orStopped<T>(work: Promise<T>): Promise<T> {
    const stopped = this.stopped.then((stop) => {
      throw new RunStopped(stop);
    });
    return await Promise.race([work, stopped]);
  }

  /** Runs one named step of getting ready and shows how it goes. */
  async step<T>(
    name: Step['name'],
    work: (onProgress: OnProgress) => Promise<Ready<T>>,
  ): Promise<T> {
    const startedAt = this.clock.monotonicMs();
    const show = (step: Omit<Step, 'name'>): void =>
      this.push({ kind: 'step', conversationId: this.id, step: { name, ...step } });
    show({ state: 'active' });
    try {
      const pending = work((note) => show({ state: 'active', note }));
      this.stand.pending = Promise.allSettled([this.stand.pending, pending]);
      const ready = await this.orStopped(pending);
      const tookMs = this.clock.monotonicMs() - startedAt;
      show({ state: 'done', note: ready.note, tookMs });
      this.log.info({ conversationId: this.id, step: name, tookMs: Math.round(tookMs) }, 'step');
      return ready.port;
    } catch (thrown) {
      const error = toErrorData(thrown);
      // Who stops a run knows it; what was being got ready has not failed.
      const isStopped = thrown instanceof RunStopped && thrown.stop.reason === 'stopped';
      if (!isStopped && error.code !== 'cancelled') show({ state: 'failed', note: error.message });
      throw thrown;
    }
  }

  /** No more rules are looked at. */
  dispose(): void {
    this.#disposed = true;
    this.#cancelTick();
    this.account.close();
    for (const release of this.stand.releases.splice(0)) release();
  }

  #reachesBudget(event: RunEvent): boolean {
    if (this.#stop || this.state.budgetReachedAt !== null) return false;
    if (event.kind !== 'worker' || !SPENDING.has(event.message.kind)) return false;
    const budget = this.#budget;
    const hasBegun = event.message.kind === 'turn-started';
    return budget !== undefined && isLastAffordable(this.state, budget, hasBegun);
  }

  /** Of the configuration as it is now: getting ready may change it. */
  get #budget(): Budget | undefined {
    const { config } = this.conversation;
    if (this.#budgeted?.config !== config)
      this.#budgeted = { config, budget: budgetOf(config, this.#prices) };
    return this.#budgeted.budget;
  }

  #tick(): void {
    this.#cancelTick = this.clock.after(TICK_MS, () => {
      this.#decide();
      this.#tick();
    });
  }

  #decide(): void {
    if (this.#stop) return;
    const now = this.clock.monotonicMs();
    const stop = decideStop(this.state, now, this.conversation.config.limits, this.#budget);
    if (!stop) return;
    this.#stop = stop;
    this.#stopped.resolve(stop);
    for (const watcher of [...this.#watchers]) watcher();
  }
}
