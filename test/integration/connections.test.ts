import dns from 'node:dns';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { AgentDispatchClient } from 'livekit-server-sdk';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Verdict } from '../../src/contract/settings.ts';
import { testRemote } from '../../src/main/engine/connection-test.ts';
import { httpUrl, type Connection } from '../../src/main/livekit/connection.ts';
import { roomName } from '../../src/main/livekit/room-name.ts';
import type { EmbeddedServer } from '../../src/main/livekit/embedded-server.ts';
import { probe } from '../../src/main/livekit/probe.ts';
import { chooseServerPorts } from '../../src/main/livekit/ports.ts';
import { Rooms } from '../../src/main/livekit/rooms.ts';
import { embeddedServer } from '../fixtures/livekit/support.ts';
import { SignalProxy } from '../support/signal-proxy.ts';
import { fixtureRequest, StudioFixture } from '../support/studio-fixture.ts';

/* Connections against the real livekit-server, and against what isn't one. */

let server: EmbeddedServer;
let connection: Connection;
beforeAll(async () => {
  server = await embeddedServer();
  connection = await server.start();
}, 60_000);
afterAll(() => server.stop(), 30_000);

const verdict = (change: Partial<Connection> = {}): Promise<Verdict> =>
  testRemote(() => ({ ...connection, ...change, kind: 'remote' }));

async function listening<T extends Server>(one: T): Promise<{ one: T; port: number }> {
  await new Promise<void>((resolve) => one.listen(0, '127.0.0.1', resolve));
  return { one, port: (one.address() as AddressInfo).port };
}

/** What a resolver says of every name. */
function knowsNobody(name: string, _options: object, say: (error: Error) => void): void {
  const error = new Error(`getaddrinfo ENOTFOUND ${name}`);
  const facts = { code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname: name };
  process.nextTick(say, Object.assign(error, facts));
}

describe('the test of a connection', () => {
  it('finds that a LiveKit answers, takes the keys and lets agents register', async () => {
    const found = await verdict();
    expect(found).toMatchObject({
      ok: true,
      note: expect.stringContaining('answers, takes the keys and lets agents register'),
    });
    // A worker that only knocked is gone.
    const rooms = new Rooms(connection, { owner: 'test' });
    expect(await rooms.list()).toEqual([]);
  });

  it('tells a wrong key from a wrong secret', async () => {
    const key = await verdict({ apiKey: 'APInobody' });
    expect(key).toMatchObject({
      ok: false,
      note: expect.stringContaining("doesn't know the API key"),
    });
    const secret = await verdict({ apiSecret: 'x'.repeat(40) });
    expect(secret.note).toContain('the API secret is not the one that belongs to it');
    expect(JSON.stringify([key, secret])).not.toMatch(/eyJ|xxxx/);
  });

  it('tells a closed port from a host that is not there', async () => {
    const { http } = await chooseServerPorts();
    const closed = await verdict({ url: `ws://127.0.0.1:${http}` });
    expect(closed.note).toContain('nothing listens there');
    // Answered here: a real resolver may be silent for longer than a test of a connection waits.
    const lookup = vi.spyOn(dns, 'lookup').mockImplementation(knowsNobody as typeof dns.lookup);
    const nobody = await verdict({ url: 'ws://nobody.invalid' });
    lookup.mockRestore();
    expect(nobody.note).toContain('there is no such host');
  });

  it('tells wss:// in place of ws://, and ws:// in place of wss://', async () => {
    const wss = await verdict({ url: connection.url.replace('ws:', 'wss:') });
    expect(wss.note).toContain('does not speak TLS there');
    expect(wss.remedy).toContain('Use ws://');
    // Without a certificate it ends the handshake by an alert, which is TLS all the same.
    const { one, port } = await listening(createTlsServer());
    const ws = await verdict({ url: `ws://127.0.0.1:${port}` });
    expect(ws.note).toContain('it speaks TLS there');
    expect(ws.remedy).toContain('Use wss://');
    one.close();
  });

  it.each([
    ['a page that is not found', 404, '<html>', 'it is not LiveKit'],
    ['a page', 200, '<html>', 'it is not LiveKit'],
    ['a proxy without LiveKit behind it', 502, 'Bad Gateway', 'no LiveKit answers behind it'],
  ])('tells a web server that is not LiveKit: %s', async (_what, status, text, why) => {
    const web = createHttpServer((_request, response) => response.writeHead(status).end(text));
    const { one, port } = await listening(web);
    expect((await verdict({ url: `ws://127.0.0.1:${port}` })).note).toContain(why);
    one.close();
  });

  it('names the permission that is missing', async () => {
    const denied = JSON.stringify({ code: 'permission_denied', msg: 'no' });
    const web = createHttpServer((_request, response) =>
      response.writeHead(403, { 'content-type': 'application/json' }).end(denied),
    );
    const { one, port } = await listening(web);
    const found = await verdict({ url: `ws://127.0.0.1:${port}` });
    expect(found.note).toContain("takes the key, but doesn't allow it to list rooms");
    expect(found.remedy).toContain('roomList');
    one.close();
  });

  it.each([
    ['agents may not register', 403, 'register an agent'],
    ['a proxy lets no WebSockets through', 404, 'it answered HTTP 404'],
  ])('tells that %s', async (_what, status, why) => {
    const web = createHttpServer((_request, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"rooms":[]}'),
    );
    web.on('upgrade', (_request, socket) =>
      socket.end(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\n\r\n`),
    );
    const { one, port } = await listening(web);
    const found = await verdict({ url: `ws://127.0.0.1:${port}` });
    expect(found).toMatchObject({ ok: false, note: expect.stringContaining(why) });
    one.close();
  });

  it('comes, whoever is silent', async () => {
    const silent = createServer(() => undefined);
    const { one, port } = await listening(silent);
    const { ok, note } = await verdict({ url: `ws://127.0.0.1:${port}` });
    expect([ok, note]).toEqual([false, expect.stringContaining('did not answer in time')]);
    one.close();
  });
});

describe('a clock that is wrong', () => {
  afterEach(() => void vi.useRealTimers());

  it.each([
    ['ahead of', 3_600_000],
    ['behind', -3_600_000],
  ])('%s the server: the key is right, and the clock is named', async (words, skewMs) => {
    vi.useFakeTimers({ now: Date.now() + skewMs, toFake: ['Date'] });
    await expect(probe(connection)).rejects.toMatchObject({
      data: {
        code: 'livekit-unauthorized',
        message: expect.stringContaining(`60 minutes ${words} the server's`),
        remedy: expect.stringContaining("Check this computer's clock"),
      },
    });
  });
});

describe('two studios on one LiveKit project', () => {
  it(
    'hold their conversations at once, and neither takes a job of the other',
    { timeout: 180_000 },
    async () => {
      const studios = await Promise.all([studioAt(connection.url), studioAt(connection.url)]);
      try {
        const request = { ...fixtureRequest('tiny'), limits: { maxTurns: 3 } };
        const runs = await Promise.all(
          studios.map(async ({ studio }) => {
            const { id } = await studio.startConversation(request);
            return { studio, id, names: await dispatched(studio, id) };
          }),
        );
        // Each asks for workers that nobody else has.
        expect(new Set(runs.flatMap(({ names }) => names)).size).toBe(4);
        for (const { studio, id } of runs) {
          const conversation = await studio.waitForConversation(id);
          expect(conversation).toMatchObject({ status: 'completed', error: null });
          expect(conversation.turns).toHaveLength(3);
        }
      } finally {
        await Promise.all(studios.map((studio) => studio.close()));
      }
    },
  );

  /** The names of the workers that were asked into a conversation's room. */
  async function dispatched(studio: StudioFixture['studio'], id: string): Promise<string[]> {
    const { apiKey, apiSecret } = connection;
    const client = new AgentDispatchClient(httpUrl(connection), apiKey, apiSecret);
    let names: string[] = [];
    const look = async (): Promise<string[]> => {
      // One that failed would never be dispatched.
      expect((await studio.getConversation(id)).error).toBeNull();
      const found = await client.listDispatch(roomName(id)).catch(() => []);
      // The one without a name is LiveKit's own, for agents without a name.
      names = found.map(({ agentName }) => agentName).filter((name) => name !== '');
      return names;
    };
    await expect.poll(look, { timeout: 60_000, interval: 50 }).toHaveLength(2);
    // A later look may find a room that is gone.
    return names;
  }
});

describe('a dispatch that nobody picks up', { timeout: 180_000 }, () => {
  it('is sent once more, then the run ends and says how the workers are', async () => {
    const asked: string[] = [];
    const proxy = await SignalProxy.open(connection.url, (path, body) => {
      if (!path.endsWith('/CreateDispatch')) return body;
      const request = JSON.parse(body) as { agentName: string };
      asked.push(request.agentName);
      return JSON.stringify({ ...request, agentName: 'nobody-of-this-name' });
    });
    const { studio, close } = await studioAt(proxy.url);
    try {
      const { id } = await studio.startConversation(fixtureRequest('tiny'));
      const conversation = await studio.waitForConversation(id);
      expect(conversation).toMatchObject({ status: 'failed', turns: [] });
      expect(conversation.error).toMatchObject({
        code: 'dispatch-unanswered',
        message: expect.stringContaining('registered, but took no job'),
      });
      // Both sides, twice.
      expect([asked.length, new Set(asked).size]).toEqual([4, 2]);
    } finally {
      await close();
      await proxy.close();
    }
  });
});

/** A studio on the LiveKit of these tests, reached by an address. */
async function studioAt(url: string) {
  const fixture = await StudioFixture.open({
    DUOLOGUE_CONNECTION: 'remote',
    LIVEKIT_URL: url,
    LIVEKIT_API_KEY: connection.apiKey,
    LIVEKIT_API_SECRET: connection.apiSecret,
  });
  return { studio: fixture.studio, close: () => fixture.close() };
}
