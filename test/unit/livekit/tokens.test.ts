import { TokenVerifier } from 'livekit-server-sdk';
import { expect, test } from 'vitest';
import type { Connection } from '../../../src/main/livekit/connection.ts';
import { monitorToken, recorderToken } from '../../../src/main/livekit/tokens.ts';

const connection: Connection = {
  kind: 'local',
  url: 'ws://127.0.0.1:1',
  apiKey: 'key',
  apiSecret: 's'.repeat(32),
};
const verify = (token: string) => new TokenVerifier('key', 's'.repeat(32)).verify(token);
const listenOnly = {
  room: 'duologue-1',
  roomJoin: true,
  hidden: true,
  canSubscribe: true,
  canPublish: false,
  canPublishData: false,
  canUpdateOwnMetadata: false,
};

test('the recorder hears one room, unseen, and can do nothing else', async () => {
  const claims = await verify(await recorderToken(connection, 'duologue-1'));
  expect(claims.video).toEqual(listenOnly);
  expect(claims.sub).toBe('duologue-1-recorder');
});

test('a monitor may do no more, under an identity of its own', async () => {
  const claims = await verify(await monitorToken(connection, 'duologue-1', 'window-7'));
  expect(claims.video).toEqual(listenOnly);
  expect(claims.sub).toBe('duologue-1-monitor-window-7');
});

test('tokens live a little longer than the run', async () => {
  const token = await recorderToken(connection, 'duologue-1', { maxMinutes: 10 });
  const { exp = 0, nbf = 0 } = await verify(token);
  expect(exp - nbf).toBe(10 * 60 + 600);
});
