import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AccessToken, EgressClient, TokenVerifier, type VideoGrant } from 'livekit-server-sdk';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { toErrorData, type ErrorData } from '../../src/contract/errors.ts';
import { testRemote } from '../../src/main/engine/connection-test.ts';
import { httpUrl, type Connection } from '../../src/main/livekit/connection.ts';
import type { EmbeddedServer } from '../../src/main/livekit/embedded-server.ts';
import { livekitError } from '../../src/main/livekit/livekit-error.ts';
import { Rooms } from '../../src/main/livekit/rooms.ts';
import { embeddedServer } from '../fixtures/livekit/support.ts';
import { LivekitProxy } from '../support/livekit-proxy.ts';

/*
 * Keys with fewer rights, against the real livekit-server. Its own keys can do everything, so a proxy takes the
 * rights out of every token; what comes back is the server's own answer.
 */

const ROOM = 'duologue-rights';

let server: EmbeddedServer;
let connection: Connection;
let proxy: LivekitProxy | undefined;
beforeAll(async () => {
  server = await embeddedServer();
  connection = { ...(await server.start()), kind: 'remote' };
  await new Rooms(connection, { owner: 'test' }).create(ROOM, { maxMinutes: 5 });
}, 60_000);
afterEach(async () => {
  await proxy?.close();
  proxy = undefined;
});
afterAll(() => server.stop(), 30_000);

/** The same LiveKit by a key that may not do something. */
async function without(right: keyof VideoGrant): Promise<Connection & { kind: 'remote' }> {
  const { apiKey, apiSecret } = connection;
  const retoken = async (token: string): Promise<string> => {
    const { video = {}, sub } = await new TokenVerifier(apiKey, apiSecret).verify(token);
    const { [right]: _gone, ...rest } = video;
    const narrow = new AccessToken(apiKey, apiSecret, { identity: sub ?? '' });
    narrow.addGrant(rest);
    return await narrow.toJwt();
  };
  proxy = await LivekitProxy.open({ livekit: connection.url, retoken });
  return { ...connection, kind: 'remote', url: proxy.url };
}

const errorOf = (tried: Promise<unknown>): Promise<ErrorData> =>
  tried.then(() => expect.unreachable('should have been refused'), toErrorData);

describe('a key without a right', () => {
  it.each([
    ['roomList', 'list rooms'],
    ['agent', 'register an agent'],
  ] as const)('%s: the test of the connection names it', async (right, doing) => {
    const narrow = await without(right);
    const { ok, note, remedy } = await testRemote(() => narrow);
    expect(ok).toBe(false);
    expect(note).toContain(`takes the key, but doesn't allow it to ${doing}`);
    expect(remedy).toContain(`the permission ${right}`);
  });

  it.each<[keyof VideoGrant, string, (rooms: Rooms) => Promise<unknown>]>([
    ['roomCreate', 'create a room', (rooms) => rooms.create('duologue-x', { maxMinutes: 1 })],
    ['roomCreate', 'delete a room', (rooms) => rooms.remove(ROOM)],
    ['roomAdmin', 'dispatch an agent', (rooms) => rooms.dispatch(ROOM, 'nobody', '{}')],
    ['roomAdmin', 'list participants', (rooms) => rooms.participants(ROOM)],
    ['roomAdmin', 'remove a participant', (rooms) => rooms.removeParticipant(ROOM, 'nobody')],
  ])('%s: it may not %s', async (right, doing, call) => {
    const rooms = new Rooms(await without(right), { owner: 'test' });
    const error = await errorOf(call(rooms));
    expect(error).toMatchObject({
      code: 'livekit-unauthorized',
      message: expect.stringContaining(`doesn't allow it to ${doing}`),
      remedy: expect.stringContaining(`the permission ${right}`),
      // The words of livekit-server 1.13.5.
      details: { status: 401, code: 'unauthenticated', answer: 'permissions denied' },
    });
  });

  it('roomRecord: it may not look for an egress', async () => {
    const narrow = await without('roomRecord');
    const client = new EgressClient(httpUrl(narrow), narrow.apiKey, narrow.apiSecret);
    const thrown: unknown = await client.listEgress().catch((error: unknown) => error);
    expect(livekitError(narrow, 'look for an egress', thrown).data).toMatchObject({
      code: 'livekit-unauthorized',
      remedy: expect.stringContaining('the permission roomRecord'),
    });
  });
});

describe('who speaks at the door of the agents, but not as LiveKit', () => {
  it('is a verdict, and nothing breaks', async () => {
    const web = createHttpServer((_request, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"rooms":[]}'),
    );
    const sockets = new WebSocketServer({ server: web });
    sockets.on('connection', (socket) => socket.send('<html>hello</html>'));
    await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
    try {
      const url = `ws://127.0.0.1:${(web.address() as AddressInfo).port}`;
      const { ok, note } = await testRemote(() => ({ ...connection, kind: 'remote', url }));
      expect([ok, note]).toEqual([false, expect.stringContaining('does not speak as LiveKit')]);
    } finally {
      for (const client of sockets.clients) client.terminate();
      web.close();
    }
  });
});
