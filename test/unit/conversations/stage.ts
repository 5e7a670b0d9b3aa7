import type { Conversation, ConversationConfig } from '../../../src/contract/conversation.ts';
import type { Side } from '../../../src/contract/side.ts';
import type { PriceTable } from '../../../src/contract/usage.ts';
import type { EgressPort, WorkerMessage } from '../../../src/main/conversations/ports.ts';
import type { ProvidersPort } from '../../../src/main/conversations/run-providers.ts';
import { Run } from '../../../src/main/conversations/run.ts';
import { Turnstile } from '../../../src/main/conversations/turnstile.ts';
import { FakeEngine, FakeLibrary, FakeRecordings, Pushes, silentLog } from './fakes.ts';
import { config } from './samples.ts';

/** One run among fakes, driven by hand. */
export class Stage {
  readonly engine = new FakeEngine();
  readonly library = new FakeLibrary();
  readonly recordings = new FakeRecordings();
  readonly pushes = new Pushes();
  readonly turnstile = new Turnstile();
  egress: EgressPort | undefined;
  prices: PriceTable | undefined;
  providers: ProvidersPort | undefined;
  preflight: boolean | undefined;
  /** What is different about the configuration. */
  change = (usual: ConversationConfig): ConversationConfig => usual;
  readonly #limits: Partial<ConversationConfig['limits']>;
  #run: Run | undefined;

  constructor(limits: Partial<ConversationConfig['limits']> = {}) {
    this.#limits = limits;
  }

  get clock() {
    return this.engine.clock;
  }

  /** Starts the run without waiting for anything. */
  start(): Run {
    const conversation = {
      id: 'c',
      title: 'Late parcel',
      createdAt: this.clock.now().toISOString(),
      config: this.change(config(this.#limits)),
    };
    this.library.create(conversation);
    this.#run = new Run({
      conversation,
      library: this.library,
      clock: this.clock,
      log: silentLog,
      push: this.pushes.push,
      engine: this.engine,
      recordings: this.recordings,
      turnstile: this.turnstile,
      egress: this.egress,
      prices: this.prices,
      providers: this.providers,
      preflight: this.preflight,
      instructions: (_config, side) => `instructions of ${side}`,
    });
    return this.#run;
  }

  /** Starts the run and brings it to the first word. */
  async begin(): Promise<Run> {
    const run = this.start();
    await this.clock.advance(0);
    return run;
  }

  says(side: Side, message: WorkerMessage): void {
    this.engine.workerParts[side].listeners.emit(message);
  }

  /** The end, which has to come without more time than `ms`. */
  async ended(ms = 0): Promise<Conversation> {
    let conversation: Conversation | undefined;
    void this.#run?.ended.then((value) => (conversation = value));
    await this.clock.advance(ms);
    if (!conversation) throw new Error(`the run did not end within ${ms} ms`);
    return conversation;
  }

  /** Notices, steps and so on in a short form, in order. */
  steps(): string[] {
    return this.pushes.of('step').map(({ step }) => `${step.name} ${step.state}`);
  }
}
