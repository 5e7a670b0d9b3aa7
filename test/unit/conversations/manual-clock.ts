import type { Clock } from '../../../src/main/conversations/clock-port.ts';

interface Timer {
  atMs: number;
  callback: () => void;
}

/** A clock that only moves when a test moves it. */
export class ManualClock implements Clock {
  #nowMs = 1_000_000;
  #timers: Timer[] = [];

  monotonicMs(): number {
    return this.#nowMs;
  }

  now(): Date {
    return new Date(Date.UTC(2026, 0, 1) + this.#nowMs);
  }

  after(ms: number, callback: () => void): () => void {
    const timer = { atMs: this.#nowMs + ms, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  get pending(): number {
    return this.#timers.length;
  }

  /** Moves on by `ms`: what is due happens in order, and everything awaited in between goes on. */
  async advance(ms: number): Promise<void> {
    const end = this.#nowMs + ms;
    await settle();
    for (;;) {
      const [due] = this.#timers
        .filter((timer) => timer.atMs <= end)
        .toSorted((x, y) => x.atMs - y.atMs);
      if (!due) break;
      this.#timers = this.#timers.filter((timer) => timer !== due);
      this.#nowMs = Math.max(this.#nowMs, due.atMs);
      due.callback();
      await settle();
    }
    this.#nowMs = end;
  }
}

/** Lets everything go on that waits for nothing but its turn. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
}
