/**
 * A position that moves, ms of the recording. Whoever shows it subscribes and moves one element: a playhead
 * that goes through React's state would render the page sixty times a second.
 */
export class Clock {
  #ms = 0;
  readonly #listeners = new Set<() => void>();

  /** Ms of the recording. */
  get ms(): number {
    return this.#ms;
  }

  /** Moves it. Listeners are called only when it did move. */
  set(ms: number): void {
    if (ms === this.#ms) return;
    this.#ms = ms;
    for (const listener of this.#listeners) listener();
  }

  /** Returns the unsubscriber. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}
