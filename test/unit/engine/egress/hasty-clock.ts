import type { Clock } from '../../../../src/main/conversations/clock-port.ts';

/** A clock on which time flies: what is due in any time is due at once, and that time has passed. */
export class HastyClock implements Clock {
  #nowMs = 0;
  /** Times that were waited, ms. */
  readonly waited: number[] = [];
  /** Waits of so long or longer that begin now never end. */
  holdFromMs = Number.POSITIVE_INFINITY;

  monotonicMs(): number {
    return this.#nowMs;
  }

  now(): Date {
    return new Date(Date.UTC(2026, 0, 1) + this.#nowMs);
  }

  after(ms: number, callback: () => void): () => void {
    if (ms >= this.holdFromMs) return () => undefined;
    const pending = setImmediate(() => {
      this.#nowMs += ms;
      this.waited.push(ms);
      callback();
    });
    return () => clearImmediate(pending);
  }
}
