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
  [fetchFailed('ERR_SSL_WRONG_VERSION_NUMBER'), 'does not speak TLS'],
  [fetchFailed('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'), 'secure connection'],
  [fetchFailed('DEPTH_ZERO_SELF_SIGNED_CERT'), 'does not trust its certificate'],
  [new SyntaxError('Unexpected token <'), 'not LiveKit'],
  [new ServerError('Bad Gateway', '<html>', 502), 'no LiveKit answers behind it'],
  [new ServerError('Not Allowed', '', 405), 'not LiveKit'],
  [new ServerError('Bad Request', 'Client sent an HTTP request to an HTTPS server.\n', 400), 'TLS'],
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

/** As livekit-server 1.9 words it. */
test.each([
  ['list rooms', new ServerError('', 'invalid API key: APIx', 401), "doesn't know the API key"],
  [
    'list rooms',
    new ServerError('', 'invalid token: t, error: token signature is invalid: …', 401),
    'the API secret is not the one',
  ],
  [
    'list rooms',
    new ServerError('', 'invalid token: t, error: token has invalid claims: token is expired', 401),
    'another time',
  ],
  [
    'list rooms',
    new ServerError('', 'permissions denied', 401, 'unauthenticated'),
    "takes the key, but doesn't allow it to list rooms",
  ],
  [
    'register an agent',
    new ServerError('', 'no permissions to access the room', 401),
    'the permission agent',
  ],
  ['list rooms', new ServerError('', 'no', 403, 'permission_denied'), 'roomList'],
  ['create a room', new ServerError('', 'no', 403, 'permission_denied'), 'roomCreate'],
  ['dispatch an agent', new ServerError('', 'no', 403, 'permission_denied'), 'roomAdmin'],
  ['list rooms', new ServerError('', '<html>blocked', 403), 'refused the key'],
])('who may not %s is told why', (doing, thrown, why) => {
  const { code, message, remedy } = livekitError(connection, doing, thrown).data;
  expect(code).toBe('livekit-unauthorized');
  expect(`${message} ${remedy}`).toContain(why);
});

test.each([
  new ServerError('Too Many Requests', 'quota', 429),
  new ServerError('Too Many Requests', 'quota', 429, 'resource_exhausted'),
  new ServerError('Forbidden', 'limit exceeded', 403, 'resource_exhausted'),
  new ServerError('Payment Required', '', 402),
])('%s %#: a limit is reached, neither a wrong key nor another server', (thrown) => {
  const { code, message, remedy } = read(thrown);
  expect(code).toBe('livekit-failed');
  expect(message).toContain('a limit of the project is reached');
  expect(remedy).toContain('quotas');
});

/** LiveKit Cloud's own words for a key of another project. */
test('a key of another project of LiveKit Cloud', () => {
  const { message, remedy } = read(
    new ServerError('Unauthorized', 'invalid API key for domain x.livekit.cloud', 401),
  );
  expect(message).toContain("doesn't know the API key");
  expect(remedy).toContain('of this very project');
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
