import type { ConversationConfig } from '../../contract/conversation.ts';
import type { StudioEvent } from '../../contract/studio-events.ts';
import type { Cost, PriceTable, Usage } from '../../contract/usage.ts';
import type { Clock } from './clock-port.ts';
import type { RunState } from './run-state.ts';
import { pricedUsage } from './usage.ts';

/** What is used is stored and told this often at most, ms; at the end of a turn it is stored at once. */
export const TELL_USAGE_MS = 1000;

export interface UsageBookOptions {
  conversationId: string;
  /** As they are now: getting ready may change them. */
  stages: () => ConversationConfig['stages'];
  prices: PriceTable;
  clock: Clock;
  /** Durable when it returns. */
  store(usage: Usage): void;
  push(event: StudioEvent): void;
}

/** Keeps the account of one run: as it grows in the library, and before the eyes of who looks on. */
export class UsageBook {
  readonly #options: UsageBookOptions;
  #state: Pick<RunState, 'usage'> = { usage: [] };
  #stored: RunState['usage'] = this.#state.usage;
  #told: Cost | undefined;
  #cancel: (() => void) | undefined;

  constructor(options: UsageBookOptions) {
    this.#options = options;
  }

  /** Looks at the state after an event. */
  look(before: RunState, after: RunState): void {
    this.#state = after;
    if (after.usageAtTurnEnds.length > before.usageAtTurnEnds.length) this.store();
    if (after.usage === before.usage || this.#cancel) return;
    this.#cancel = this.#options.clock.after(TELL_USAGE_MS, () => {
      this.#cancel = undefined;
      this.store();
      this.#tell();
    });
  }

  /** What was used so far, with its cost. */
  get usage(): Usage {
    const { stages, prices } = this.#options;
    return pricedUsage(this.#state.usage, stages(), prices);
  }

  /** Stores what isn't stored yet. */
  store(): void {
    if (this.#state.usage === this.#stored) return;
    this.#stored = this.#state.usage;
    this.#options.store(this.usage);
  }

  close(): void {
    this.#cancel?.();
  }

  #tell(): void {
    const { cost } = this.usage;
    const isNothing = cost.usd === 0 && cost.unpriced.length === 0;
    const { conversationId, push } = this.#options;
    if (isNothing || isSame(cost, this.#told)) return;
    this.#told = cost;
    push({ kind: 'cost', conversationId, cost });
  }
}

function isSame(x: Cost, y: Cost | undefined): boolean {
  return x.usd === y?.usd && x.unpriced.length === y.unpriced.length;
}
