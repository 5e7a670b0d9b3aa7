import type { OnProgress } from '../conversations/ports.ts';

/** Starts a part; the signal aborts when the engine closes in the middle of it. */
export type StartPart<T> = (onProgress: OnProgress, signal: AbortSignal) => Promise<T>;

/**
 * A part of the engine that is started when first asked for and then shared. Everyone who asks in
 * the meantime sees the same progress; after a failure the next one who asks tries again.
 */
export class SharedPart<T> {
  readonly #start: StartPart<T>;
  readonly #abort = new AbortController();
  readonly #listeners = new Set<OnProgress>();
  #starting: Promise<T> | undefined;
  #note = '';

  constructor(start: StartPart<T>) {
    this.#start = start;
  }

  async ensure(onProgress: OnProgress): Promise<T> {
    this.#starting ??= this.#begin();
    if (this.#note) onProgress(this.#note);
    this.#listeners.add(onProgress);
    try {
      return await this.#starting;
    } finally {
      this.#listeners.delete(onProgress);
    }
  }

  /** What was started (or is starting) is no longer good: the next one who asks starts it anew. */
  forget(): void {
    this.#starting = undefined;
    this.#note = '';
  }

  /** Aborts a start that is under way and waits for it; undefined when nothing is up. */
  async settle(): Promise<T | undefined> {
    this.#abort.abort();
    return await this.#starting?.catch(() => undefined);
  }

  #begin(): Promise<T> {
    const show: OnProgress = (note) => {
      this.#note = note;
      for (const listener of this.#listeners) listener(note);
    };
    const starting = this.#start(show, this.#abort.signal).finally(() => {
      this.#note = '';
    });
    starting.catch(() => {
      if (this.#starting === starting) this.forget();
    });
    return starting;
  }
}
