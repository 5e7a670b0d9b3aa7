import { WorkerThread } from '../worker-thread.ts';
import type { FromVoice, ToVoice } from './messages.ts';
import type { Part } from './utterance.ts';

export interface SpeakRequest {
  readonly text: string;
  /** A name of voices.ts. */
  readonly voice: string;
  readonly speed: number;
}

interface Running {
  onPart(part: Part): void;
  readonly done: PromiseWithResolvers<void>;
}

/** The voice thread as the rest of the program sees it. */
export class Speaker {
  readonly #running = new Map<number, Running>();
  readonly #ready = Promise.withResolvers<void>();
  readonly #thread = new WorkerThread<ToVoice, FromVoice>('voice', {
    onMessage: (message) => this.#take(message),
    onEnd: (error) => this.#failAll(error),
  });
  #nextId = 1;

  constructor() {
    this.#ready.promise.catch(() => {});
  }

  /** Resolves when the voice can speak, rejects when its thread ends before. */
  get ready(): Promise<void> {
    return this.#ready.promise;
  }

  /** Never resolves; rejects when the thread ends by itself. */
  get lost(): Promise<never> {
    return this.#thread.lost;
  }

  /**
   * Speaks; `onPart` gets the sound as it is made. Resolves at its end, or soon after `signal` aborts.
   * Rejects when the voice fails.
   */
  async speak(
    request: SpeakRequest,
    onPart: (part: Part) => void,
    signal: AbortSignal,
  ): Promise<void> {
    if (signal.aborted) return;
    const id = this.#nextId;
    this.#nextId += 1;
    const done = Promise.withResolvers<void>();
    this.#running.set(id, { onPart, done });
    const cancel = (): void => this.#thread.post({ kind: 'cancel', id });
    signal.addEventListener('abort', cancel, { once: true });
    this.#thread.post({ kind: 'speak', id, ...request });
    await done.promise.finally(() => signal.removeEventListener('abort', cancel));
  }

  close(): Promise<void> {
    return this.#thread.close();
  }

  #take(message: FromVoice): void {
    if (message.kind === 'ready') {
      this.#ready.resolve();
      return;
    }
    const running = this.#running.get(message.id);
    if (!running) return;
    if (message.kind === 'part') {
      running.onPart({ pcm: message.pcm, words: message.words });
      return;
    }
    this.#running.delete(message.id);
    if (message.kind === 'end') running.done.resolve();
    else running.done.reject(new Error(message.message));
  }

  #failAll(error: Error): void {
    this.#ready.reject(error);
    for (const { done } of this.#running.values()) done.reject(error);
    this.#running.clear();
  }
}
