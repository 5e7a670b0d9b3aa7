import { randomUUID } from 'node:crypto';
import { JobType, ServerMessage, WorkerMessage } from '@livekit/protocol';
import { AccessToken } from 'livekit-server-sdk';
import { WebSocket, type RawData } from 'ws';
import { StudioError } from '../../contract/errors.ts';
import { scrubTokens } from '../workers/child-log.ts';
import type { Connection } from './connection.ts';
import { refusal } from './refusal.ts';
import { TOKEN_TTL_S } from './tokens.ts';

/** Opening and registering together, ms; with a probe before it, a test stays within five seconds. */
const LONGEST_MS = 1800;

/**
 * Looks whether an agent worker may register: opens the WebSocket that workers use, registers under a name
 * that nobody dispatches, and leaves.
 *
 * @throws StudioError within 2 s: `livekit-unauthorized`, or `livekit-unreachable` where the WebSocket doesn't
 *   come through
 */
export async function knockAsAgent(connection: Connection): Promise<void> {
  const socket = new WebSocket(`${connection.url}/agent`, {
    headers: { authorization: `Bearer ${await agentToken(connection)}` },
    handshakeTimeout: LONGEST_MS,
  });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(() => reject(shut(connection, 'it did not answer in time')), LONGEST_MS);
  socket.on('open', () => socket.send(registration()));
  socket.on('message', (data) => {
    const answer = caseOf(data);
    if (answer === 'register') resolve();
    if (answer === 'nothing')
      reject(shut(connection, 'it does not speak as LiveKit does to agents'));
  });
  socket.on('unexpected-response', (request, response) => {
    const { statusCode: status = 0 } = response;
    let text = '';
    response.on('data', (chunk: Buffer) => (text = `${text}${chunk.toString()}`.slice(0, 4000)));
    response.on('end', () => {
      reject(refused(connection, status, scrubTokens(text)));
      request.destroy();
    });
  });
  socket.on('error', (error) => reject(shut(connection, scrubTokens(error.message))));
  socket.on('close', (code) => reject(shut(connection, `it closed the connection (${code})`)));
  try {
    await promise;
  } finally {
    clearTimeout(timer);
    socket.terminate();
  }
}

function agentToken({ apiKey, apiSecret }: Connection): Promise<string> {
  const token = new AccessToken(apiKey, apiSecret, { ttl: TOKEN_TTL_S });
  token.addGrant({ agent: true });
  return token.toJwt();
}

function registration(): Uint8Array {
  const value = {
    type: JobType.JT_ROOM,
    agentName: `duologue-test-${randomUUID()}`,
    version: '1.0.0',
  };
  return new WorkerMessage({ message: { case: 'register', value } }).toBinary();
}

/** What LiveKit said; `nothing`: what came is no message of its protocol. */
function caseOf(data: RawData): string {
  const bytes = Array.isArray(data) ? Buffer.concat(data) : new Uint8Array(data);
  try {
    // A message of a newer server has no case.
    return ServerMessage.fromBinary(bytes).message.case ?? 'new';
  } catch {
    return 'nothing';
  }
}

function refused(connection: Connection, status: number, message: string): StudioError {
  if (status === 429) return shut(connection, 'a limit of the project is reached (HTTP 429)');
  if (status !== 401 && status !== 403) return shut(connection, `it answered HTTP ${status}`);
  const code = status === 403 ? 'permission_denied' : undefined;
  return new StudioError(refusal(connection.url, 'register an agent', { status, code, message }));
}

function shut({ url }: Connection, why: string): StudioError {
  return new StudioError({
    code: 'livekit-unreachable',
    message: `LiveKit at ${url} takes the keys, but no agent can register: ${why}.`,
    remedy:
      'A proxy in front of LiveKit has to let WebSockets through at /agent and /rtc; LiveKit itself has to be version 1.5 or later.',
    details: { url },
  });
}
