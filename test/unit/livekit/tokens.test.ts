import { TokenVerifier } from 'livekit-server-sdk';
import { expect, test } from 'vitest';
import type { Connection } from '../../../src/main/livekit/connection.ts';
import { monitorToken, personaToken, recorderToken } from '../../../src/main/livekit/tokens.ts';

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

test('a persona is an ordinary participant that may speak and hear, and no more', async () => {
  const claims = await verify(await personaToken(connection, 'duologue-1', 'persona-a', 'Maya'));
  expect(claims.video).toEqual({
    room: 'duologue-1',
    roomJoin: true,
    canSubscribe: true,
    canPublish: true,
    canPublishSources: ['microphone'],
    canPublishData: false,
    canUpdateOwnMetadata: false,
  });
  // No kind: STANDARD, to which agents with their framework's defaults listen.
  expect([claims.sub, claims.name, claims.kind]).toEqual(['persona-a', 'Maya', undefined]);
});

test('tokens last for joining only', async () => {
  const tokens = [
    recorderToken(connection, 'duologue-1'),
    monitorToken(connection, 'duologue-1', 'window-7'),
    personaToken(connection, 'duologue-1', 'persona-a', 'Maya'),
  ];
  for (const token of tokens) {
    const { exp = 0, nbf = 0 } = await verify(await token);
    expect(exp - nbf).toBe(600);
  }
});
