import { once } from 'node:events';
import type { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import type { StudioEvent } from '../../../src/contract/studio-events.ts';
import { fateOf } from '../../../src/main/hosts/web/rpc-socket.ts';
import { startWebHost } from '../../../src/main/hosts/web/index.ts';
import { silentLog, WebFixture } from './web-fixture.ts';

const levels: StudioEvent = {
  kind: 'levels',
  conversationId: 'c-1',
  a: -20,
  b: -100,
  peaks: { a: [1], b: [0] },
  atMs: 5,
};
const status: StudioEvent = { kind: 'status', conversationId: 'c-1', status: 'running' };

describe('a page that is slow to read', () => {
  it.each<[StudioEvent, number, string]>([
    [levels, 0, 'send'],
    [levels, 300_000, 'drop'],
    [status, 300_000, 'send'],
    [status, 20_000_000, 'hang-up'],
    [levels, 20_000_000, 'hang-up'],
  ])('%o with %d bytes waiting: %s', (event, waiting, fate) => {
    expect(fateOf(event, waiting)).toBe(fate);
  });
});

describe('a connected page', () => {
  let web: WebFixture;
  let socket: WebSocket;
  beforeEach(async () => {
    web = await WebFixture.open({ letFinish: () => Promise.resolve() });
    const headers = { cookie: await web.session() };
    socket = new WebSocket(`ws://127.0.0.1:${web.host.port}/rpc`, { headers, origin: web.origin });
    await once(socket, 'open');
  });
  afterEach(async () => {
    socket.terminate();
    await web.close();
  });

  const next = async () => JSON.parse(String((await once(socket, 'message'))[0])) as unknown;

  it('is answered', async () => {
    socket.send(JSON.stringify({ id: 4, method: 'letFinish', args: ['c-1'] }));
    expect(await next()).toEqual({ kind: 'reply', id: 4, ok: true });
    socket.send('{');
    expect(await next()).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
  });

  it('is told what happens', async () => {
    web.studio.emit(status);
    expect(await next()).toEqual({ kind: 'push', event: status });
  });

  it('is cut off for a message that no request needs, and for bytes', async () => {
    socket.send(Buffer.from([1, 2, 3]));
    expect((await once(socket, 'close'))[0]).toBe(1003);
    const headers = { cookie: await web.session() };
    const url = `ws://127.0.0.1:${web.host.port}/rpc`;
    const other = new WebSocket(url, { headers, origin: web.origin });
    await once(other, 'open');
    other.send('x'.repeat(4_000_001));
    expect((await once(other, 'close'))[0]).toBe(1009);
  });

  it('is told when Duologue ends, and the studio is left alone', async () => {
    const closed = once(socket, 'close');
    await web.host.close();
    expect((await closed)[0]).toBe(1001);
    expect(web.studio.listening).toBe(0);
  });
});

// A WebSocket waits 30 s for the other end to say goodbye.
it('closing does not wait for a page that does not answer', { timeout: 20_000 }, async () => {
  const web = await WebFixture.open();
  const headers = { cookie: await web.session() };
  const url = `ws://127.0.0.1:${web.host.port}/rpc`;
  const socket = new WebSocket(url, { headers, origin: web.origin });
  await once(socket, 'open');
  socket.pause();
  await web.close();
  socket.terminate();
});

it('closing copes with a page that breaks the protocol at that moment', async () => {
  const web = await WebFixture.open();
  const headers = { cookie: await web.session() };
  const url = `ws://127.0.0.1:${web.host.port}/rpc`;
  const socket = new WebSocket(url, { headers, origin: web.origin });
  const upgraded = once(socket, 'upgrade') as Promise<[{ socket: Socket }]>;
  await once(socket, 'open');
  const [{ socket: wire }] = await upgraded;
  const closing = expect(web.close()).resolves.toBeUndefined();
  // A frame that is not masked, and of no known kind.
  wire.write(Buffer.from([0xff, 0x01, 0x00]));
  await closing;
  socket.terminate();
});

it('a port that is taken is a conflict with a remedy', async () => {
  const web = await WebFixture.open();
  const { port } = web.host;
  const second = startWebHost({ studio: web.studio.api, log: silentLog, port });
  await expect(second).rejects.toMatchObject({ data: { code: 'conflict' } });
  await web.close();
});
