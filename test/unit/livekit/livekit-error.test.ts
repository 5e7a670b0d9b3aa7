import { ServerError } from 'livekit-server-sdk';
import { expect, test } from 'vitest';
import { StudioError } from '../../../src/contract/errors.ts';
import type { Connection } from '../../../src/main/livekit/connection.ts';
import { isNotFound, livekitError } from '../../../src/main/livekit/livekit-error.ts';

const connection: Connection = { kind: 'remote', url: 'wss://x.test', apiKey: 'k', apiSecret: 's' };
const read = (thrown: unknown) => livekitError(connection, 'create a room', thrown).data;
const fetchFailed = (code: string) => new TypeError('fetch failed', { cause: { code } });

test.each([
  [fetchFailed('ECONNREFUSED'), 'nothing listens there'],
  [fetchFailed('ENOTFOUND'), 'no such host'],
  [fetchFailed('ERR_SSL_WRONG_VERSION_NUMBER'), 'secure connection'],
  [fetchFailed('UND_ERR_SOCKET'), 'the connection failed'],
  [new DOMException('late', 'TimeoutError'), 'did not answer in time'],
])('%s: unreachable, and why', (thrown, why) => {
  const data = read(thrown);
  expect(data.code).toBe('livekit-unreachable');
  expect(data.message).toContain(why);
  expect(data.remedy).toBeTruthy();
});

test.each([
  [new ServerError('Unauthorized', 'no', 401), 'livekit-unauthorized'],
  [new ServerError('Forbidden', 'no', 403, 'permission_denied'), 'livekit-unauthorized'],
  [new ServerError('Not Found', '<html>', 404), 'livekit-unreachable'],
  [new ServerError('Not Found', 'no room', 404, 'not_found'), 'livekit-failed'],
  [new ServerError('Unavailable', 'no response', 503, 'unavailable'), 'livekit-failed'],
])('%s is %s', (thrown, code) => {
  expect(read(thrown).code).toBe(code);
});

test('a refused token never stands in the error', () => {
  const token = 'eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJkZXZrZXkxMjM0NSJ9.c2lnbmF0dXJl';
  const data = read(new ServerError('Unauthorized', `invalid token: ${token}, error: x`, 401));
  expect(JSON.stringify(data)).not.toContain('eyJ');
});

test('a StudioError passes as it is', () => {
  const error = new StudioError({ code: 'cancelled', message: 'x' });
  expect(livekitError(connection, 'do it', error)).toBe(error);
});

test('only an answer of LiveKit itself says that something is not there', () => {
  expect(isNotFound(new ServerError('Not Found', 'no room', 404, 'not_found'))).toBe(true);
  expect(isNotFound(new ServerError('Not Found', '<html>', 404))).toBe(false);
  expect(isNotFound(fetchFailed('ENOTFOUND'))).toBe(false);
});
