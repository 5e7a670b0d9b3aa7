import type { Logger } from 'pino';
import { v7 as uuid } from 'uuid';
import type { Conversation, ConversationConfig } from '../../contract/conversation.ts';
import { StudioError } from '../../contract/errors.ts';
import type { MonitorTicket } from '../../contract/live.ts';
import type { StudioEvent } from '../../contract/studio-events.ts';
import type { PriceTable } from '../../contract/usage.ts';
import { closing } from '../closing.ts';
import { BUILT_IN_PRICES } from '../pricing/table.ts';
import { requireBudget } from './budget.ts';
import type { Clock } from './clock-port.ts';
import { requireReachable } from './external.ts';
import type { RunLibrary } from './ports.ts';
import type { PrepareOptions } from './run-prepare.ts';
import { Run } from './run.ts';
import { Turnstile } from './turnstile.ts';

/** All runs have to be stored within this time when the host closes. */
export const CLOSE_MS = 5000;

export interface RunServiceOptions extends Omit<PrepareOptions, 'turnstile' | 'preflight'> {
  library: RunLibrary;
  clock: Clock;
  log: Logger;
  push: (event: StudioEvent) => void;
  /** What things cost now; a run keeps to those of its start. Without it: the built-in prices. */
  prices?: () => PriceTable;
}

/** Starts, stops and awaits runs; as many at once as are asked for. */
export class RunService {
  readonly #options: RunServiceOptions;
  readonly #runs = new Map<string, Run>();
  readonly #turnstile = new Turnstile();
  #closing = false;

  constructor(options: RunServiceOptions) {
    this.#options = options;
  }

  /**
   * Writes the row and starts. Returns the id; the first event about it comes later. Throws `invalid-input`
   * for a budget that is too small or over a model whose price isn't known, and for an agent of the user's
   * own on a LiveKit that it can't be on.
   *
   * @param options `preflight`: whether the providers are asked beforehand, whatever the settings say
   */
  start(config: ConversationConfig, options: { preflight?: boolean | undefined } = {}): string {
    if (this.#closing) throw closing();
    const { library, clock } = this.#options;
    const prices = this.#options.prices?.() ?? BUILT_IN_PRICES;
    requireBudget(config, prices);
    requireReachable(config);
    const id = uuid();
    const createdAt = clock.now().toISOString();
    const conversation = { id, title: config.scenario.title, createdAt, config };
    library.create(conversation);
    this.#options.push({ kind: 'status', conversationId: id, status: 'preparing' });
    const run = new Run({
      ...{ ...this.#options, ...options, prices, conversation },
      turnstile: this.#turnstile,
    });
    this.#runs.set(id, run);
    void run.ended.finally(() => this.#runs.delete(id));
    return id;
  }

  /** How many run. */
  get count(): number {
    return this.#runs.size;
  }

  isRunning(id: string): boolean {
    return this.#runs.has(id);
  }

  /** Ends a run; resolves when all of it is stored. One that is over already is only returned. */
  async stop(id: string): Promise<Conversation> {
    this.#runs.get(id)?.stop();
    return await this.wait(id);
  }

  /** Asks both sides to say goodbye. One that is over already has done so. Throws `not-found`. */
  letFinish(id: string): void {
    const run = this.#runs.get(id);
    if (run) run.letFinish();
    else this.#options.library.get(id);
  }

  /** A way to listen in, for one listener. Throws `not-found`, and `conflict` when there is no room. */
  async monitorTicket(id: string): Promise<MonitorTicket> {
    const run = this.#runs.get(id);
    if (!run) this.#options.library.get(id);
    const place = run?.place;
    if (!place) throw run?.isStopping === false ? notYet() : over();
    const { livekit, room, identities } = place;
    const token = await livekit.monitorToken(room, uuid());
    // A listener who comes when the room is gone would have many a LiveKit open it anew.
    if (run.isStopping) throw over();
    return { url: livekit.url, token, identities };
  }

  /** Resolves with the stored conversation once its run has ended. */
  async wait(id: string): Promise<Conversation> {
    const run = this.#runs.get(id);
    return run ? await run.ended : this.#options.library.get(id);
  }

  /** Ends all runs with short deadlines; resolves when they are stored, or after CLOSE_MS. */
  async close(): Promise<void> {
    this.#closing = true;
    const runs = [...this.#runs.values()];
    for (const run of runs) {
      run.stop({ hurry: true, message: 'Stopped because Duologue was closed.' });
    }
    const late = Promise.withResolvers<void>();
    const cancel = this.#options.clock.after(CLOSE_MS, late.resolve);
    await Promise.race([Promise.all(runs.map((run) => run.ended)), late.promise]);
    cancel();
  }
}

function notYet(): StudioError {
  return new StudioError({
    code: 'conflict',
    message: 'There is nothing to listen to yet.',
    remedy: 'Wait until the room is open.',
  });
}

function over(): StudioError {
  return new StudioError({
    code: 'conflict',
    message: 'The call is over.',
    remedy: 'Listen to its recording.',
  });
}
