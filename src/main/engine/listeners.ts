import type { StudioEvent } from '../../contract/studio-events.ts';
import type { Log } from '../log.ts';

/** Whoever looks on. One that throws disturbs neither the run nor the others. */
export class StudioListeners {
  readonly #log: Log;
  readonly #listeners = new Set<(event: StudioEvent) => void>();

  constructor(log: Log) {
    this.#log = log;
  }

  /** Returns the unsubscriber. */
  subscribe(listener: (event: StudioEvent) => void): () => void {
    // One function may be subscribed twice, and is then called twice.
    const entry = (event: StudioEvent): void => listener(event);
    this.#listeners.add(entry);
    return () => void this.#listeners.delete(entry);
  }

  readonly push = (event: StudioEvent): void => {
    for (const listener of [...this.#listeners]) {
      try {
        listener(event);
      } catch (error) {
        this.#log.error({ err: error, kind: event.kind }, 'a listener of the studio failed');
      }
    }
  };
}
