import type { ErrorData } from '../../contract/errors.ts';
import type { FromRehearsal, ToRehearsal } from '../../contract/rehearsal-messages.ts';
import type { Ready, RehearsalPort } from '../conversations/ports.ts';
import type { Log } from '../log.ts';
import { rehearsalChild } from '../workers/children.ts';
import type { SupervisedChild } from '../workers/supervised-child.ts';
import { reportEnds, type Report } from './system-board.ts';
import { untilUp } from './until-up.ts';

/** The rehearsal provider's server, started when a stage first uses it and shared by all runs. */
export class RehearsalPart {
  readonly #child: SupervisedChild<ToRehearsal, FromRehearsal>;
  #httpPort: number | undefined;
  readonly #report: Report;

  constructor(log: Log, report: Report) {
    this.#report = report;
    this.#child = rehearsalChild({ log });
    this.#child.on('up', ({ port }) => {
      this.#httpPort = port;
      report('ready', `on 127.0.0.1:${port}`);
    });
    reportEnds(this.#child, report);
  }

  async up(): Promise<Ready<RehearsalPort>> {
    if (this.#child.state !== 'up') this.#report('starting');
    await untilUp('rehearsal provider', this.#child);
    // After a restart the server has another port: each run keeps that with which it began.
    const baseUrl = `http://127.0.0.1:${this.#httpPort}/v1`;
    return { port: this.#portOf(baseUrl), note: `rehearsal on 127.0.0.1:${this.#httpPort}` };
  }

  async close(): Promise<void> {
    await this.#child.stop();
    this.#report('idle');
  }

  #portOf(baseUrl: string): RehearsalPort {
    const child = this.#child;
    return {
      baseUrl,
      open: (about) => void child.send({ kind: 'open', ...about }),
      close: (conversationId) => void child.send({ kind: 'close', conversationId }),
      onDown: (listener) => {
        const down = (error: ErrorData): void => listener({ ...error, code: 'provider-failed' });
        child.on('down', down);
        return () => void child.off('down', down);
      },
    };
  }
}
