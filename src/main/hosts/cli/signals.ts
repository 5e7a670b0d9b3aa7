/** A signal this soon after the first is the same key press, delivered twice (npm and the
 *  launcher pass on what the terminal already sent to the whole process group). */
export const SAME_PRESS_MS = 400;

export interface InterruptsOptions {
  onSignal: (listener: () => void) => () => void;
  /** Monotonic milliseconds. */
  now: () => number;
  /** The first signal: end in order. Called after `signal` aborted. */
  onFirst: () => void;
  /** A second signal while the end takes its time: end now. */
  onForce: () => void;
}

/** Two-step interruption: the first signal ends in order, a second one forces. */
export class Interrupts {
  readonly #options: InterruptsOptions;
  readonly #abort = new AbortController();
  readonly #unlisten: () => void;
  #firstAt: number | undefined;

  constructor(options: InterruptsOptions) {
    this.#options = options;
    this.#unlisten = options.onSignal(() => this.#handleSignal());
  }

  /** Aborts with the first signal. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  dispose(): void {
    this.#unlisten();
  }

  #handleSignal(): void {
    const now = this.#options.now();
    if (this.#firstAt === undefined) {
      this.#firstAt = now;
      this.#abort.abort();
      this.#options.onFirst();
    } else if (now - this.#firstAt >= SAME_PRESS_MS) {
      this.#options.onForce();
    }
  }
}
