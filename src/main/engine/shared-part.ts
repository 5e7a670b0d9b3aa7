import { StudioError } from '../../contract/errors.ts';
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
  #up: T | undefined;
  #note = '';

  constructor(start: StartPart<T>) {
    this.#start = start;
  }

  /** Throws `cancelled` after `settle`: nothing may be started behind the back of a close. */
  async ensure(onProgress: OnProgress): Promise<T> {
    if (this.#abort.signal.aborted) throw closed();
    this.#starting ??= this.#begin();
    if (this.#note) onProgress(this.#note);
    this.#listeners.add(onProgress);
    try {
      return await this.#starting;
    } finally {
      this.#listeners.delete(onProgress);
    }
  }

  /** What is up; undefined before that, and after it was forgotten. */
  get current(): T | undefined {
    return this.#up;
  }

  /**
   * What was started is no longer good: the next one who asks starts it anew. Of several who find that
   * out, only the first counts: what has taken the place of `stale` stays.
   */
  forget(stale: T): void {
    if (this.#up === stale) this.#reset();
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
    const starting = this.#start(show, this.#abort.signal).then((part) => {
      this.#up = part;
      this.#note = '';
      return part;
    });
    starting.catch(() => this.#reset());
    return starting;
  }

  #reset(): void {
    this.#starting = undefined;
    this.#up = undefined;
    this.#note = '';
  }
}

function closed(): StudioError {
  return new StudioError({ code: 'cancelled', message: 'Duologue is closing.' });
}
