import type { Egress } from '../../../contract/egress.ts';
import { toErrorData } from '../../../contract/errors.ts';
import type { EgressSettings } from '../../../contract/egress-settings.ts';
import type { Verdict } from '../../../contract/settings.ts';
import type { StudioEvent } from '../../../contract/studio-events.ts';
import type { Clock } from '../../conversations/clock-port.ts';
import type { EgressBegin, EgressPort } from '../../conversations/ports.ts';
import type { Library } from '../../library/index.ts';
import type { Connection, LivekitTarget } from '../../livekit/connection.ts';
import { EgressCalls } from '../../livekit/egress/client.ts';
import type { EgressKeys } from '../../livekit/egress/order.ts';
import type { Log } from '../../log.ts';
import { EgressJob } from './egress-job.ts';
import { testEgress } from './egress-test.ts';
import { lastWord } from './last-word.ts';

/** What may still become known while Duologue closes is waited for so long. */
const CLOSE_MS = 2000;

export interface EgressPartOptions {
  /** As it is set now, with the keys that go with it. */
  sources: () => { settings: EgressSettings; keys: EgressKeys };
  /** The LiveKit that is up. */
  connection: () => Connection | undefined;
  /** Has the LiveKit up that runs use. */
  bringUp: () => Promise<unknown>;
  /** The LiveKit that is set, up or not. Throws for a remote one that isn't wholly set. */
  target: () => LivekitTarget;
  library: Pick<Library, 'egresses' | 'conversations'>;
  push: (event: StudioEvent) => void;
  clock: Clock;
  log: Log;
  callsTo?: (connection: Connection) => EgressCalls;
}

interface Held {
  job: EgressJob;
  over: Promise<void>;
}

/** LiveKit's egress beside the local recording. Whatever becomes of it, no run waits for it. */
export class EgressPart implements EgressPort {
  readonly #options: EgressPartOptions;
  readonly #callsTo: (connection: Connection) => EgressCalls;
  readonly #jobs = new Map<string, Held>();
  #closed = false;

  constructor(options: EgressPartOptions) {
    this.#options = options;
    this.#callsTo = options.callsTo ?? ((connection) => new EgressCalls(connection));
  }

  get isOn(): boolean {
    return this.#options.sources().settings.kind !== 'off';
  }

  begin({ notice, ...about }: EgressBegin): void {
    const { settings: target, keys } = this.#options.sources();
    const connection = this.#options.connection();
    if (target.kind === 'off' || !connection || this.#closed) return;
    const { conversationId } = about;
    const { clock } = this.#options;
    const job = new EgressJob({
      ...{ calls: this.#callsTo(connection), storage: target.kind, keys, clock, notice },
      store: (egress) => this.#store(conversationId, egress),
    });
    this.#hold(conversationId, job, job.run({ ...about, target, keys }));
  }

  async end(conversationId: string): Promise<void> {
    await this.#jobs.get(conversationId)?.job.stop();
  }

  /** Asks once after every egress that an earlier Duologue left open. Never rejects. */
  async takeUp(): Promise<void> {
    const { library, log } = this.#options;
    try {
      await Promise.all(library.egresses.open().map((id) => this.#takeUpOne(id)));
    } catch (thrown) {
      log.warn({ error: toErrorData(thrown) }, 'open egresses not taken up');
    }
  }

  /** Whether egress would be accepted as it is set. Never rejects. */
  async test(): Promise<Verdict> {
    return await testEgress({ ...this.#options, callsTo: this.#callsTo });
  }

  /** Waits a moment for those that are about to be over; the others are asked after at the next start. */
  async close(): Promise<void> {
    this.#closed = true;
    const held = [...this.#jobs.values()];
    const late = Promise.withResolvers<void>();
    const cancel = this.#options.clock.after(CLOSE_MS, late.resolve);
    const ending = held.filter(({ job }) => job.isEnding).map(({ over }) => over);
    await Promise.race([Promise.all(ending), late.promise]);
    cancel();
    for (const { job } of held) job.abandon();
  }

  async #takeUpOne(conversationId: string): Promise<void> {
    const { library, target, sources, clock } = this.#options;
    try {
      const conversation = library.conversations.get(conversationId);
      const { keys } = sources();
      const now = clock.now().toISOString();
      const word = await lastWord(conversation, { target, keys, callsTo: this.#callsTo, now });
      if (!word || this.#closed) return;
      const { egress, calls } = word;
      this.#store(conversationId, egress);
      if (!calls) return;
      const store = (later: Egress): boolean => this.#store(conversationId, later);
      const notice = (): void => undefined; // its conversation is over
      const { storage } = egress;
      const job = new EgressJob({ calls, storage, keys, clock, notice, store }, egress);
      this.#hold(conversationId, job, job.resume());
    } catch (thrown) {
      this.#options.log.warn({ conversationId, error: toErrorData(thrown) }, 'egress not taken up');
    }
  }

  #hold(conversationId: string, job: EgressJob, running: Promise<void>): void {
    const over = running
      .catch((error: unknown) => this.#options.log.error({ conversationId, err: error }, 'egress'))
      .finally(() => this.#jobs.delete(conversationId));
    this.#jobs.set(conversationId, { job, over });
  }

  /** False: the conversation was deleted, or the library takes nothing more. */
  #store(conversationId: string, egress: Egress): boolean {
    const { library, push, log } = this.#options;
    const { id, state, request, error } = egress;
    log.info({ conversationId, egressId: id, state, request, code: error?.code }, 'egress');
    try {
      if (!library.conversations.has(conversationId)) return false;
      library.egresses.save(conversationId, egress);
      push({ kind: 'changed', what: 'conversations', ids: [conversationId] });
      return true;
    } catch (thrown) {
      log.warn({ conversationId, error: toErrorData(thrown) }, 'egress not stored');
      return false;
    }
  }
}
