import { expect, test } from 'vitest';
import { StudioError } from '../../../src/contract/errors.ts';
import { httpUrl, remoteConnection } from '../../../src/main/livekit/connection.ts';

const keys = { apiKey: 'key', apiSecret: 'secret' };

test.each([
  ['wss://x.livekit.cloud', 'wss://x.livekit.cloud', 'https://x.livekit.cloud'],
  ['https://x.livekit.cloud/', 'wss://x.livekit.cloud', 'https://x.livekit.cloud'],
  [' ws://localhost:7880 ', 'ws://localhost:7880', 'http://localhost:7880'],
  ['WSS://X.LiveKit.cloud:443//', 'wss://x.livekit.cloud', 'https://x.livekit.cloud'],
  ['HTTP://[::1]:7880', 'ws://[::1]:7880', 'http://[::1]:7880'],
])('%s is taken as %s and %s', (given, url, http) => {
  const connection = remoteConnection({ url: given, ...keys });
  expect(connection).toEqual({ kind: 'remote', url, ...keys });
  expect(httpUrl(connection)).toBe(http);
});

test.each([
  { url: 'x.livekit.cloud', ...keys },
  { url: 'ftp://x', ...keys },
  { url: 'wss://', ...keys },
  { url: 'wss://x', apiKey: ' ', apiSecret: 's' },
  { url: 'x.livekit.cloud:443', ...keys },
  { url: 'wss://x:70000', ...keys },
  { url: 'wss://x/livekit', ...keys },
  { url: 'wss://x?token=1', ...keys },
  { url: 'wss://me:word@x', ...keys },
  { url: 'wss://x', apiKey: 'API\nsecret', apiSecret: 's' },
  { url: 'wss://x', apiKey: '"key"', apiSecret: 's' },
  { url: 'wss://x', apiKey: 'k', apiSecret: 'se\u200Bcret' },
])('refused: %o', (input) => {
  expect(() => remoteConnection(input)).toThrow(StudioError);
});

test('a pass phrase is a secret; what is refused is not repeated', () => {
  const phrase = { apiKey: 'key', apiSecret: 'correct horse "battery" staple' };
  expect(remoteConnection({ url: 'wss://x', ...phrase })).toMatchObject(phrase);
  const refused = { url: 'wss://canary:canary@x', apiKey: 'canary\n', apiSecret: 'ca\nnary' };
  try {
    remoteConnection(refused);
    expect.unreachable();
  } catch (thrown) {
    expect(JSON.stringify((thrown as StudioError).data)).not.toContain('canary');
  }
});
