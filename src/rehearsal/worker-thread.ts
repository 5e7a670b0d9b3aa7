import { Worker } from 'node:worker_threads';
import { threadPath, type ThreadName } from './thread-path.ts';

export interface WorkerThreadOptions<Out> {
  onMessage(message: Out): void;
  /** The thread has ended, by itself or by `close`: nothing more comes from it. */
  onEnd(error: Error): void;
}

/** A thread of this program with typed messages. */
export class WorkerThread<In, Out> {
  readonly #worker: Worker;
  readonly #options: WorkerThreadOptions<Out>;
  readonly #lost = Promise.withResolvers<never>();
  #closing = false;

  constructor(name: ThreadName, options: WorkerThreadOptions<Out>) {
    this.#options = options;
    this.#lost.promise.catch(() => {});
    this.#worker = new Worker(threadPath(name), { name: `rehearsal ${name}` });
    this.#worker.on('message', (message: Out) => options.onMessage(message));
    this.#worker.on('error', (error) =>
      this.#ended(error instanceof Error ? error : new Error(String(error))),
    );
    this.#worker.on('exit', () => this.#ended(new Error(`the ${name} thread has ended`)));
  }

  /** Never resolves; rejects when the thread ends without having been asked to. */
  get lost(): Promise<never> {
    return this.#lost.promise;
  }

  post(message: In, transfer: readonly ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, transfer);
  }

  async close(): Promise<void> {
    this.#closing = true;
    await this.#worker.terminate();
  }

  #ended(error: Error): void {
    if (!this.#closing) this.#lost.reject(error);
    this.#options.onEnd(error);
  }
}
