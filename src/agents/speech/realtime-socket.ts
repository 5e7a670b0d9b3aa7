import { APIConnectionError, APIStatusError, APITimeoutError } from '@livekit/agents';
import { WebSocket, type ClientOptions } from 'ws';
import { OPENAI_BASE_URL } from '../../contract/provider.ts';

/** A server that takes so long to answer the upgrade has failed, ms. */
const CONNECT_TIMEOUT_MS = 10_000;
/** One event of the API is far smaller. */
const MOST_BYTES = 16 * 1024 * 1024;
const RETRYABLE = (status: number): boolean => status === 429 || status >= 500;

export interface RealtimeAddress {
  /** http(s), with `/v1`. Without it: OpenAI's own. */
  baseUrl?: string | undefined;
  query: Record<string, string>;
  /** Goes into the Authorization header and nowhere else. */
  key: string | undefined;
}

/** The address of a Realtime API: `https://host/v1` → `wss://host/v1/realtime?…`. */
export function realtimeUrl({ baseUrl, query }: Omit<RealtimeAddress, 'key'>): string {
  const url = new URL(baseUrl ?? OPENAI_BASE_URL);
  url.protocol = url.protocol === 'http:' ? 'ws:' : 'wss:';
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/realtime`;
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}

/**
 * Connects to a Realtime API.
 *
 * @throws APIStatusError when the server answers with anything but a WebSocket, APIConnectionError when
 *   it can't be reached
 */
export function openRealtimeSocket(
  address: RealtimeAddress,
  signal: AbortSignal,
): Promise<WebSocket> {
  const socket = new JsonSocket(realtimeUrl(address), {
    // Servers without keys want the header, not its value.
    headers: { Authorization: `Bearer ${address.key ?? 'none'}` },
    handshakeTimeout: CONNECT_TIMEOUT_MS,
    maxPayload: MOST_BYTES,
    // Redirects would show the key to somebody else.
    followRedirects: false,
  });
  const { promise, resolve, reject } = Promise.withResolvers<WebSocket>();
  const abandon = (): void => socket.terminate();
  signal.addEventListener('abort', abandon, { once: true });
  socket.once('open', () => resolve(socket));
  socket.once('unexpected-response', (_request, response) => {
    const statusCode = response.statusCode ?? -1;
    response.resume();
    reject(statusError(statusCode));
    socket.terminate();
  });
  // Stays for good: an emitter that nobody listens to would throw.
  socket.on('error', (error) => reject(connectionError(error)));
  socket.once('close', () => {
    signal.removeEventListener('abort', abandon);
    reject(new APIConnectionError({ message: 'the connection was closed' }));
  });
  return promise;
}

function statusError(statusCode: number): APIStatusError {
  const options = { statusCode, retryable: RETRYABLE(statusCode) };
  return new APIStatusError({ message: `no WebSocket (${statusCode})`, options });
}

function connectionError(error: Error): APIConnectionError {
  return error.message.includes('timed out')
    ? new APITimeoutError({ message: error.message })
    : new APIConnectionError({ message: error.message });
}

/**
 * A WebSocket for people who listen late: a server's first words, which may say why it refuses, wait for the
 * first listener. A message that is no JSON ends the connection: those who read it would throw where nobody
 * catches.
 */
class JsonSocket extends WebSocket {
  private early: unknown[][] | undefined = [];

  constructor(url: string, options: ClientOptions) {
    super(url, options);
    this.on('newListener', (event: string) => {
      if (event === 'message') queueMicrotask(() => this.catchUp());
    });
  }

  override emit(event: string | symbol, ...values: unknown[]): boolean {
    if (event !== 'message') return super.emit(event, ...values);
    if (!isJson(String(values[0]))) {
      this.terminate();
      return true;
    }
    if (!this.early) return super.emit(event, ...values);
    this.early.push(values);
    return true;
  }

  private catchUp(): void {
    const { early } = this;
    this.early = undefined;
    for (const values of early ?? []) super.emit('message', ...values);
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
