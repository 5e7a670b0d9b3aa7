import type { Clock } from './clock-port.ts';

/** How long something may take, in ms; `hurriedMs`: when the host is closing. */
export interface Allowed {
  ms: number;
  hurriedMs?: number;
}

/** Deadlines of one run, which all shrink when the host begins to close. */
export class Deadlines {
  readonly #clock: Clock;
  readonly #pending = new Set<() => void>();
  #hurried = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** From now on only `hurriedMs` are allowed, also to what is waiting already. */
  hurry(): void {
    if (this.#hurried) return;
    this.#hurried = true;
    for (const hurry of this.#pending) hurry();
  }

  /** Calls back when the allowed time is over; the returned function cancels it. */
  set(allowed: Allowed, callback: () => void): () => void {
    const { ms, hurriedMs = ms } = allowed;
    const cancels = [this.#clock.after(this.#hurried ? hurriedMs : ms, callback)];
    const hurry = (): void => void cancels.push(this.#clock.after(hurriedMs, callback));
    if (!this.#hurried) this.#pending.add(hurry);
    return () => {
      this.#pending.delete(hurry);
      for (const cancel of cancels) cancel();
    };
  }

  /** The value of a promise, or undefined when the allowed time is over. */
  async within<T>(promise: Promise<T>, allowed: Allowed): Promise<T | undefined> {
    const late = Promise.withResolvers<undefined>();
    const cancel = this.set(allowed, () => late.resolve(undefined));
    try {
      return await Promise.race([promise, late.promise]);
    } finally {
      cancel();
    }
  }
}
