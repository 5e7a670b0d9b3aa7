import type { ErrorData } from '../../contract/errors.ts';
import type { FromRecorder, ToRecorder } from '../../contract/recorder-messages.ts';
import type { Ready, RecorderEvent, RecorderPort } from '../conversations/ports.ts';
import type { Log } from '../log.ts';
import { recorderChild } from '../workers/children.ts';
import type { SupervisedChild } from '../workers/supervised-child.ts';
import { Router } from './router.ts';
import { reportEnds, type Report } from './system-board.ts';
import { untilUp } from './until-up.ts';

/** The one recorder process, started when first needed and shared by all runs. */
export class RecorderPart {
  readonly #child: SupervisedChild<ToRecorder, FromRecorder>;
  readonly #router = new Router<RecorderEvent>();
  readonly #port: RecorderPort;
  readonly #report: Report;

  constructor(log: Log, report: Report) {
    this.#report = report;
    const child = recorderChild({ log });
    const router = this.#router;
    this.#child = child;
    this.#port = {
      record: (order) => void child.send({ kind: 'record', ...order }),
      takeSide: (conversationId, identity) =>
        void child.send({ kind: 'side', conversationId, identity }),
      stop: (conversationId) => void child.send({ kind: 'stop', conversationId }),
      subscribe: (conversationId, listener) => router.subscribe(conversationId, listener),
    };
    this.#route();
    child.on('up', () => report('ready', `process ${child.pid}`));
    reportEnds(child, report);
  }

  async up(): Promise<Ready<RecorderPort>> {
    if (this.#child.state !== 'up') this.#report('starting');
    await untilUp('recorder', this.#child);
    return { port: this.#port, note: `process ${this.#child.pid}` };
  }

  async close(): Promise<void> {
    await this.#child.stop();
    this.#report('idle');
  }

  #route(): void {
    const router = this.#router;
    this.#child.on('message', (message) => router.emit(message.conversationId, message));
    this.#child.on('up', () => router.broadcast(() => ({ kind: 'up' })));
    this.#child.on('down', (data) => {
      const error: ErrorData = { ...data, code: 'recorder-failed' };
      router.broadcast(() => ({ kind: 'down', error }));
    });
    this.#child.on('gave-up', (error) =>
      router.broadcast((conversationId) => ({ kind: 'failed', conversationId, error: error.data })),
    );
  }
}
