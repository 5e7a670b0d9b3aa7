import { dispose, RoomEvent } from '@livekit/rtc-node';
import { AccessToken } from 'livekit-server-sdk';
import { AsyncLocalStorage } from 'node:async_hooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leaveRoom } from '../../src/agents/leave-room.ts';
import { ConversationRoom } from '../../src/agents/worker/conversation-room.ts';
import type { Connection } from '../../src/main/livekit/connection.ts';
import type { EmbeddedServer } from '../../src/main/livekit/embedded-server.ts';
import { Rooms } from '../../src/main/livekit/rooms.ts';
import { embeddedServer } from '../fixtures/livekit/support.ts';

describe('the room of a conversation', () => {
  const conversation = new AsyncLocalStorage<string>();
  let server: EmbeddedServer;
  let connection: Connection;
  let rooms: Rooms;

  beforeAll(async () => {
    server = await embeddedServer();
    connection = await server.start();
    rooms = new Rooms(connection, { owner: 'room-test' });
  });
  afterAll(async () => {
    await dispose();
    await server.stop();
  });

  async function enter(name: string, onError: (error: unknown) => void): Promise<ConversationRoom> {
    const { apiKey, apiSecret, url } = connection;
    const token = new AccessToken(apiKey, apiSecret, { identity: `${name}-a` });
    token.addGrant({ room: name, roomJoin: true });
    const room = new ConversationRoom(onError);
    await room.connect(url, await token.toJwt(), { autoSubscribe: false, dynacast: false });
    return room;
  }

  function unexpected(error: unknown): never {
    throw error;
  }

  function disconnected(room: ConversationRoom): Promise<string | undefined> {
    return new Promise((resolve) =>
      room.once(RoomEvent.Disconnected, () => resolve(conversation.getStore())),
    );
  }

  it('calls its listeners in the context of the conversation', async () => {
    const [one, two] = await Promise.all(
      ['room-one', 'room-two'].map((name) =>
        conversation.run(name, async () => {
          await rooms.create(name, { maxMinutes: 1 });
          const room = await enter(name, unexpected);
          return { room, where: disconnected(room) };
        }),
      ),
    );
    await Promise.all([rooms.remove('room-one'), rooms.remove('room-two')]);
    expect(await one?.where).toBe('room-one');
    expect(await two?.where).toBe('room-two');
    for (const entered of [one, two]) if (entered) await leaveRoom(entered.room);
  });

  it('tells what a listener throws to its conversation', async () => {
    await rooms.create('room-throwing', { maxMinutes: 1 });
    const told = Promise.withResolvers<unknown>();
    const room = await enter('room-throwing', told.resolve);
    room.on(RoomEvent.Disconnected, () => {
      throw new Error('of a listener');
    });
    await rooms.remove('room-throwing');
    expect(await told.promise).toMatchObject({ message: 'of a listener' });
    await leaveRoom(room);
  });

  it('leaves no listener behind when the server ended the connection', async () => {
    const listeners = (): number => globalThis._ffiClientInstance?.listenerCount('ffi_event') ?? 0;
    const before = listeners();
    await rooms.create('room-ended', { maxMinutes: 1 });
    const room = await enter('room-ended', unexpected);
    expect(listeners()).toBeGreaterThan(before);
    const ended = disconnected(room);
    await rooms.remove('room-ended');
    await ended;
    await leaveRoom(room);
    expect(listeners()).toBe(before);
  });
});
