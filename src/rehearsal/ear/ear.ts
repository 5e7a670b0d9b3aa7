import type { TimedWord } from '../voice/word-timer.ts';
import { WorkerThread } from '../worker-thread.ts';
import type { EarWord } from './listen.ts';
import type { Party } from './memory.ts';
import type { FromEar, ToEar } from './messages.ts';

/** Mono 16-bit sound. */
export interface Sound {
  readonly pcm: Int16Array<ArrayBuffer>;
  readonly sampleRate: number;
}

/** The ear thread as the rest of the program sees it. */
export class Ear {
  readonly #pending = new Map<number, PromiseWithResolvers<readonly EarWord[]>>();
  readonly #thread = new WorkerThread<ToEar, FromEar>('ear', {
    onMessage: (message) => this.#take(message),
    onEnd: (error) => this.#failAll(error),
  });
  #nextId = 1;

  /** Never resolves; rejects when the thread ends by itself. */
  get lost(): Promise<never> {
    return this.#thread.lost;
  }

  /** Takes in what the voice has spoken, before anybody can have heard it. The sound is handed over. */
  learn(speaker: Party, sound: Sound, words: readonly TimedWord[]): void {
    this.#thread.post({ kind: 'learn', speaker, words, ...sound }, [sound.pcm.buffer]);
  }

  /** The words whose sound is there. The sound is handed over. */
  listen(listener: Party, sound: Sound): Promise<readonly EarWord[]> {
    const id = this.#nextId;
    this.#nextId += 1;
    const pending = Promise.withResolvers<readonly EarWord[]>();
    this.#pending.set(id, pending);
    this.#thread.post({ kind: 'listen', id, listener, ...sound }, [sound.pcm.buffer]);
    return pending.promise;
  }

  /** Forgets a conversation that has ended. */
  forget(conversationId: string): void {
    this.#thread.post({ kind: 'forget', conversationId });
  }

  close(): Promise<void> {
    return this.#thread.close();
  }

  #take(message: FromEar): void {
    const pending = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if (message.kind === 'heard') pending?.resolve(message.words);
    else pending?.reject(new Error(message.message));
  }

  #failAll(error: Error): void {
    for (const pending of this.#pending.values()) pending.reject(error);
    this.#pending.clear();
  }
}
