import type { Alignment, AlignmentRequest } from '../../contract/rehearsal-messages.ts';
import type { Sound } from '../ear/ear.ts';
import { WorkerThread } from '../worker-thread.ts';
import type { FromAligner, ToAligner } from './messages.ts';

interface Job {
  readonly sound: Sound;
  readonly request: AlignmentRequest;
  readonly signal: AbortSignal;
  readonly done: PromiseWithResolvers<Alignment['words']>;
}

/**
 * The alignment thread as the rest of the program sees it. It is started by the first request, as most
 * programs never make one, and after an end that nobody asked for by the next one.
 */
export class Aligner {
  readonly #waiting: Job[] = [];
  #thread: WorkerThread<ToAligner, FromAligner> | undefined;
  #running: { id: number; job: Job } | undefined;
  #nextId = 1;

  /**
   * When each word sounds; null when sound and words don't fit. One request at a time; one whose signal
   * aborts while it waits is dropped. The sound is handed over.
   *
   * @throws Error when the thread fails
   */
  align(sound: Sound, request: AlignmentRequest, signal: AbortSignal): Promise<Alignment['words']> {
    const done = Promise.withResolvers<Alignment['words']>();
    this.#waiting.push({ sound, request, signal, done });
    this.#next();
    return done.promise;
  }

  async close(): Promise<void> {
    await this.#thread?.close();
  }

  #next(): void {
    if (this.#running) return;
    const job = this.#waiting.shift();
    if (!job) return;
    if (job.signal.aborted) {
      job.done.resolve(null);
      this.#next();
      return;
    }
    const id = this.#nextId;
    this.#nextId += 1;
    this.#running = { id, job };
    this.#thread ??= this.#open();
    const { pcm, sampleRate } = job.sound;
    this.#thread.post({ id, pcm, sampleRate, request: job.request }, [pcm.buffer]);
  }

  #open(): WorkerThread<ToAligner, FromAligner> {
    return new WorkerThread<ToAligner, FromAligner>('align', {
      onMessage: (message) => this.#take(message),
      onEnd: (error) => {
        this.#thread = undefined;
        this.#settle((job) => job.done.reject(error));
      },
    });
  }

  #take(message: FromAligner): void {
    if (message.id !== this.#running?.id) return;
    this.#settle(({ done }) => {
      if (message.kind === 'aligned') done.resolve(message.words);
      else done.reject(new Error(message.message));
    });
  }

  #settle(settle: (job: Job) => void): void {
    const running = this.#running;
    this.#running = undefined;
    if (running) settle(running.job);
    this.#next();
  }
}
