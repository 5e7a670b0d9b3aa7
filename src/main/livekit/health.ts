import { StudioError } from '../../contract/errors.ts';
import { delay } from '../workers/delay.ts';
import { httpUrl, type Connection } from './connection.ts';
import { probe } from './probe.ts';

/** How often a starting server is asked, and for how long. */
const POLL_MS = 15;
const START_LIMIT_MS = 15_000;
/** How often a running server is asked, how long it may take, and how often it may fail on end. */
const WATCH_MS = 5000;
const ANSWER_MS = 3000;
const MAX_FAILURES = 3;

/** Whether livekit-server's health endpoint says that it is well. */
async function isHealthy(connection: Connection, signal: AbortSignal): Promise<boolean> {
  try {
    const response = await fetch(httpUrl(connection), { signal });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

/**
 * Resolves when the server is healthy and takes our key: that also shows that it is ours which answers
 * on that port.
 *
 * @throws StudioError `timeout` after 15 s; what `probe` throws when somebody else's server answers.
 */
export async function waitUntilHealthy(connection: Connection, signal: AbortSignal): Promise<void> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(START_LIMIT_MS)]);
  while (!(await isHealthy(connection, limit))) {
    if (limit.aborted) {
      throw new StudioError({ code: 'timeout', message: 'The LiveKit server did not answer.' });
    }
    await delay(POLL_MS, limit);
  }
  await probe(connection);
}

/** Asks a running server every few seconds how it is, and calls back when it stays silent. */
export class HealthWatch {
  private readonly onSick: () => void;
  private abort: AbortController | undefined;

  constructor(onSick: () => void) {
    this.onSick = onSick;
  }

  start(connection: Connection): void {
    this.stop();
    this.abort = new AbortController();
    void this.watch(connection, this.abort.signal);
  }

  stop(): void {
    this.abort?.abort();
  }

  private async watch(connection: Connection, signal: AbortSignal): Promise<void> {
    for (let failures = 0; failures < MAX_FAILURES;) {
      await delay(WATCH_MS, signal);
      if (signal.aborted) return;
      const healthy = await isHealthy(
        connection,
        AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]),
      );
      failures = healthy ? 0 : failures + 1;
    }
    if (!signal.aborted) this.onSick();
  }
}
