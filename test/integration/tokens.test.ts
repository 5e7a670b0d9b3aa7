import { SignalResponse } from '@livekit/protocol';
import { Room, RoomEvent } from '@livekit/rtc-node';
import { TokenVerifier } from 'livekit-server-sdk';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { httpUrl, type Connection } from '../../src/main/livekit/connection.ts';
import type { EmbeddedServer } from '../../src/main/livekit/embedded-server.ts';
import { Rooms } from '../../src/main/livekit/rooms.ts';
import { monitorToken, recorderToken, TOKEN_TTL_S } from '../../src/main/livekit/tokens.ts';
import { embeddedServer } from '../fixtures/livekit/support.ts';
import { SignalProxy } from '../support/signal-proxy.ts';

/* Access tokens against the real livekit-server: they last for joining, and are renewed while one is there. */

/** LiveKit allows clocks to differ by this, s (`tokenLeeway` of livekit/protocol). */
const LEEWAY_S = 60;
const OPTIONS = { autoSubscribe: true, dynacast: false };

let server: EmbeddedServer;
let connection: Connection;
beforeAll(async () => {
  server = await embeddedServer();
  connection = await server.start();
}, 60_000);
afterAll(() => server.stop(), 30_000);

/** A token that was made so many seconds ago. */
async function aged(seconds: number, make: () => Promise<string>): Promise<string> {
  vi.useFakeTimers({ now: Date.now() - seconds * 1000, toFake: ['Date'] });
  try {
    return await make();
  } finally {
    vi.useRealTimers();
  }
}

/** Whether LiveKit would let somebody in by it now. */
async function opens(token: string): Promise<boolean> {
  const answer = await fetch(`${httpUrl(connection)}/rtc/validate?access_token=${token}`);
  return answer.ok;
}

async function inRoom(name: string, test: (rooms: Rooms) => Promise<void>): Promise<void> {
  const rooms = new Rooms(connection, { owner: 'test' });
  await rooms.create(name, { maxMinutes: 1 });
  try {
    await test(rooms);
  } finally {
    await rooms.remove(name);
  }
}

describe('a token', () => {
  it('that runs out while its client is connected is no loss: LiveKit has renewed it', () =>
    inRoom('duologue-renewed', async (rooms) => {
      const proxy = await SignalProxy.open(connection.url);
      const room = new Room();
      try {
        // It has ten seconds to live, and is one of ours in everything else.
        const age = TOKEN_TTL_S + LEEWAY_S - 10;
        const first = await aged(age, () => recorderToken(connection, 'duologue-renewed'));
        await room.connect(proxy.url, first, OPTIONS);
        await expect.poll(() => opens(first), { timeout: 40_000, interval: 250 }).toBe(false);

        const back = new Promise<void>((resolve) =>
          room.once(RoomEvent.Reconnected, () => resolve()),
        );
        await proxy.cut();
        await back;
        const second = proxy.tokens.at(-1) ?? '';
        expect([proxy.tokens[0], second === first, await opens(second)]).toEqual([
          ...[first, false, true],
        ]);
        const { apiKey, apiSecret } = connection;
        const [before, after] = await Promise.all(
          [first, second].map((token) =>
            new TokenVerifier(apiKey, apiSecret).verify(token, 2 * TOKEN_TTL_S),
          ),
        );
        // The new one can do no more than the first, for no longer.
        expect([after?.sub, after?.video]).toEqual([before?.sub, before?.video]);
        expect((after?.exp ?? 0) - (after?.nbf ?? 0)).toBeLessThanOrEqual(TOKEN_TTL_S);
        const present = await rooms.participants('duologue-renewed');
        expect(present?.map(({ identity }) => identity)).toEqual([before?.sub]);
      } finally {
        await room.disconnect();
        await proxy.close();
      }
    }));

  it('that LiveKit renews is the one by which a client connects anew', () =>
    inRoom('duologue-refreshed', async () => {
      const proxy = await SignalProxy.open(connection.url);
      const room = new Room();
      try {
        const token = await recorderToken(connection, 'duologue-refreshed');
        await room.connect(proxy.url, token, OPTIONS);
        const refreshed = await aged(1, () => recorderToken(connection, 'duologue-refreshed'));
        const back = new Promise<void>((resolve) =>
          room.once(RoomEvent.Reconnected, () => resolve()),
        );
        proxy.send(new SignalResponse({ message: { case: 'refreshToken', value: refreshed } }));
        await proxy.cut();
        await back;
        expect(proxy.tokens.at(-1)).toBe(refreshed);
        expect(proxy.tokens[0]).not.toBe(refreshed);
      } finally {
        await room.disconnect();
        await proxy.close();
      }
    }));

  it('that ran out opens no door; a fresh one does', () =>
    inRoom('duologue-late', async () => {
      const make = () => monitorToken(connection, 'duologue-late', 'window');
      const old = await aged(TOKEN_TTL_S + 2 * LEEWAY_S, make);
      await expect(new Room().connect(connection.url, old, OPTIONS)).rejects.toThrow();
      const again = new Room();
      await again.connect(connection.url, await make(), OPTIONS);
      expect(again.isConnected).toBe(true);
      await again.disconnect();
    }));
});
