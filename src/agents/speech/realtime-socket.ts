import { APIConnectionError, APIStatusError, APITimeoutError } from '@livekit/agents';
import type { WebSocket } from 'ws';
import { realtimeUrl, type RealtimePlace } from '../../contract/realtime-address.ts';
import { JsonSocket } from './json-socket.ts';

/** A server that takes so long to its first event has failed, ms. */
const TIMEOUT_MS = 10_000;
const RETRYABLE = (status: number): boolean => status === 429 || status >= 500;

export interface RealtimeAddress extends RealtimePlace {
  /** Goes into the Authorization header and nowhere else. */
  key: string | undefined;
  /** Up to the first event of the server, ms. */
  timeoutMs?: number;
}

/**
 * Connects to a Realtime API. A connection stands once the server has said its first word, which is
 * `session.created`, or why it refuses: a server may take a WebSocket and know nothing of the API.
 *
 * @throws APIStatusError when the server answers with anything but a WebSocket, APITimeoutError when it
 *   does not answer, APIConnectionError when it can't be reached or hangs up
 */
export function openRealtimeSocket(
  { key, timeoutMs = TIMEOUT_MS, ...place }: RealtimeAddress,
  signal: AbortSignal,
): Promise<WebSocket> {
  const socket = new JsonSocket(realtimeUrl(place), {
    // Servers without keys want the header, not its value.
    headers: { Authorization: `Bearer ${key ?? 'none'}` },
    // Redirects would show the key to somebody else.
    followRedirects: false,
  });
  const { promise, resolve, reject } = Promise.withResolvers<WebSocket>();
  const abandon = (): void => socket.terminate();
  signal.addEventListener('abort', abandon, { once: true });
  const impatience = setTimeout(() => {
    reject(new APITimeoutError({ message: `timed out: no event came for ${timeoutMs / 1000} s` }));
    abandon();
  }, timeoutMs);
  void socket.answered.then(() => {
    clearTimeout(impatience);
    resolve(socket);
  });
  socket.once('unexpected-response', (_request, response) => {
    const statusCode = response.statusCode ?? -1;
    response.resume();
    reject(statusError(statusCode));
    abandon();
  });
  // Stays for good: an emitter that nobody listens to would throw.
  socket.on('error', ({ message }) => reject(new APIConnectionError({ message })));
  socket.once('close', () => {
    clearTimeout(impatience);
    signal.removeEventListener('abort', abandon);
    reject(new APIConnectionError({ message: 'the connection was closed' }));
  });
  return promise;
}

function statusError(statusCode: number): APIStatusError {
  const options = { statusCode, retryable: RETRYABLE(statusCode) };
  return new APIStatusError({ message: `no WebSocket (${statusCode})`, options });
}
