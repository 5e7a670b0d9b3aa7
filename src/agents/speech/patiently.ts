import { APIError } from '@livekit/agents';
import pRetry from 'p-retry';
import { toApiError } from './api-errors.ts';

const RETRIES = 2;
const FIRST_WAIT_MS = 100;

/** Does a request again that failed for a passing reason (5xx, 429, connection), twice at most. */
export function patiently<T>(request: () => Promise<T>, signal: AbortSignal): Promise<T> {
  const attempt = async (): Promise<T> => {
    try {
      return await request();
    } catch (error) {
      throw toApiError(error);
    }
  };
  return pRetry(attempt, {
    retries: RETRIES,
    minTimeout: FIRST_WAIT_MS,
    factor: 10,
    signal,
    shouldRetry: ({ error }) => isTransient(error),
  });
}

/** May the same request succeed a little later? */
export function isTransient(error: unknown): boolean {
  return error instanceof APIError && error.retryable;
}
