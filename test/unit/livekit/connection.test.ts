import { expect, test } from 'vitest';
import { StudioError } from '../../../src/contract/errors.ts';
import { httpUrl, remoteConnection } from '../../../src/main/livekit/connection.ts';

const keys = { apiKey: 'key', apiSecret: 'secret' };

test.each([
  ['wss://x.livekit.cloud', 'wss://x.livekit.cloud', 'https://x.livekit.cloud'],
  ['https://x.livekit.cloud/', 'wss://x.livekit.cloud', 'https://x.livekit.cloud'],
  [' ws://localhost:7880 ', 'ws://localhost:7880', 'http://localhost:7880'],
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
])('refused: %o', (input) => {
  expect(() => remoteConnection(input)).toThrow(StudioError);
});
