import { APIError, APITimeoutError } from '@livekit/agents';
import pRetry from 'p-retry';
import { setTimeout as wait } from 'node:timers/promises';
import { toApiError } from './api-errors.ts';

const RETRIES = 2;
const FIRST_WAIT_MS = 100;
const LONGEST_PAUSE_MS = 1000;
/** A server that wants a longer pause than this is given up, ms. */
const MOST_PATIENCE_MS = 60_000;

/**
 * Does a request again that failed for a passing reason (5xx, 429, connection), twice at most, and
 * waits as long as the server says. What has timed out isn't tried again: nobody waits that long twice.
 *
 * @throws the last error as one of the framework's, or what the signal was aborted with
 */
export function patiently<T>(request: () => Promise<T>, signal: AbortSignal): Promise<T> {
  let pauseMs = 0;
  const attempt = async (): Promise<T> => {
    try {
      return await request();
    } catch (error) {
      pauseMs = retryAfterMs(error, Date.now());
      throw toApiError(error);
    }
  };
  const maySucceed = (error: unknown): boolean =>
    isTransient(error) && !(error instanceof APITimeoutError) && pauseMs <= MOST_PATIENCE_MS;
  return pRetry(attempt, {
    retries: RETRIES,
    minTimeout: FIRST_WAIT_MS,
    maxTimeout: LONGEST_PAUSE_MS,
    factor: 10,
    signal,
    shouldRetry: async ({ error }) => {
      if (!maySucceed(error)) return false;
      if (pauseMs > 0) await wait(pauseMs, undefined, { signal });
      return true;
    },
  });
}

/** May the same request succeed a little later? */
export function isTransient(error: unknown): boolean {
  return error instanceof APIError && error.retryable;
}

/** How long a server asks to wait (RFC 9110, 10.2.3: seconds or a date), ms; 0: it doesn't. */
export function retryAfterMs(error: unknown, now: number): number {
  const headers = error instanceof Error && 'headers' in error ? error.headers : undefined;
  if (!(headers instanceof Headers)) return 0;
  const exact = Number.parseFloat(headers.get('retry-after-ms') ?? '');
  if (exact >= 0) return exact;
  const said = headers.get('retry-after') ?? '';
  const seconds = Number.parseFloat(said);
  const ms = Number.isNaN(seconds) ? Date.parse(said) - now : seconds * 1000;
  return ms > 0 ? ms : 0;
}
