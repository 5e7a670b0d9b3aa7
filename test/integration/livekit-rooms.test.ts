import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  AudioFrame,
  AudioSource,
  AudioStream,
  LocalAudioTrack,
  Room,
  RoomEvent,
  TrackPublishOptions,
  dispose,
  type RemoteTrack,
} from '@livekit/rtc-node';
import { AccessToken, RoomServiceClient } from 'livekit-server-sdk';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StudioError } from '../../src/contract/errors.ts';
import { httpUrl, type Connection } from '../../src/main/livekit/connection.ts';
import type { EmbeddedServer } from '../../src/main/livekit/embedded-server.ts';
import { chooseServerPorts } from '../../src/main/livekit/ports.ts';
import { probe } from '../../src/main/livekit/probe.ts';
import { sweepRooms } from '../../src/main/livekit/room-sweeper.ts';
import { Rooms } from '../../src/main/livekit/rooms.ts';
import { recorderToken } from '../../src/main/livekit/tokens.ts';
import { embeddedServer } from '../fixtures/livekit/support.ts';

let server: EmbeddedServer;
let connection: Connection;
let rooms: Rooms;

beforeAll(async () => {
  server = await embeddedServer();
  connection = await server.start();
  rooms = new Rooms(connection, { owner: 'me' });
});
afterAll(async () => {
  await dispose();
  await server.stop();
});

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable('should have been refused'),
    (thrown: unknown) => (thrown as StudioError).data,
  );

describe('rooms', () => {
  test('made, listed with their owner, deleted; deleting twice is no error', async () => {
    await rooms.create('duologue-r1', { maxMinutes: 10 });
    expect(await rooms.list()).toEqual([{ name: 'duologue-r1', owner: 'me' }]);
    expect(await rooms.participants('duologue-r1')).toEqual([]);
    await rooms.remove('duologue-r1');
    await rooms.remove('duologue-r1');
    expect(await rooms.list()).toEqual([]);
  });

  test('stay open longer than the run, whoever comes and goes', async () => {
    await rooms.create('duologue-r0', { maxMinutes: 240 });
    const { apiKey, apiSecret } = connection;
    const client = new RoomServiceClient(httpUrl(connection), apiKey, apiSecret);
    const [room] = await client.listRooms(['duologue-r0']);
    expect(room?.emptyTimeout).toBeGreaterThan(240 * 60);
    expect(room?.departureTimeout).toBeGreaterThan(240 * 60);
    await rooms.remove('duologue-r0');
  });

  test('of a room that is not there, participants() says so', async () => {
    expect(await rooms.participants('duologue-none')).toBeUndefined();
  });

  test('a participant that is not there can be removed, too', async () => {
    await rooms.create('duologue-r2', { maxMinutes: 1 });
    await rooms.removeParticipant('duologue-r2', 'nobody');
    await rooms.remove('duologue-r2');
  });

  test('a dispatch can be taken back', async () => {
    await rooms.create('duologue-r3', { maxMinutes: 1 });
    const id = await rooms.dispatch('duologue-r3', 'no-such-agent', '{}');
    expect(id).toMatch(/^AD_/);
    await rooms.cancelDispatch('duologue-r3', id);
    await rooms.cancelDispatch('duologue-r3', id);
    await rooms.remove('duologue-r3');
  });

  test('nobody can bring a room into being by joining it', async () => {
    const room = new Room();
    const token = await recorderToken(connection, 'duologue-uninvited');
    await expect(room.connect(connection.url, token)).rejects.toThrow();
    expect(await rooms.participants('duologue-uninvited')).toBeUndefined();
  });
});

describe('sweep', () => {
  test('left-overs go, a room in use and rooms of others stay', async () => {
    await rooms.create('duologue-left', { maxMinutes: 1 });
    await rooms.create('duologue-running', { maxMinutes: 1 });
    const theirs = new Rooms(connection, { owner: 'them' });
    await theirs.create('duologue-theirs', { maxMinutes: 1 });
    const shared = new Rooms({ ...connection, kind: 'remote' }, { owner: 'me' });
    const options = {
      owner: 'me',
      inUse: new Set(['duologue-running']),
      log: pino({ level: 'silent' }),
    };
    expect(await sweepRooms(shared, options)).toEqual(['duologue-left']);
    expect(await sweepRooms(rooms, options)).toEqual(['duologue-theirs']);
    await rooms.remove('duologue-running');
  });
});

describe('probe', () => {
  test('a LiveKit that takes our key: says how long it took', async () => {
    expect((await rooms.probe()).tookMs).toBeGreaterThan(0);
  });

  test('a closed port', async () => {
    const { http } = await chooseServerPorts();
    const data = await refusal(probe({ ...connection, url: `ws://127.0.0.1:${http}` }));
    expect(data).toMatchObject({ code: 'livekit-unreachable' });
    expect(data.message).toContain('nothing listens there');
  });

  test('a wrong secret, and a wrong key', async () => {
    for (const [wrong, why] of [
      [{ apiSecret: 'x'.repeat(40) }, 'the API secret is not the one'],
      [{ apiKey: 'nobody' }, "doesn't know the API key"],
    ] as const) {
      const data = await refusal(probe({ ...connection, ...wrong }));
      expect(data).toMatchObject({ code: 'livekit-unauthorized' });
      expect(data.message).toContain(why);
      expect(JSON.stringify(data)).not.toContain('eyJ');
    }
  });

  test('a wrong secret is named, however wrong the clock may be', async () => {
    const refused = { ...connection, apiSecret: 'x'.repeat(40) };
    const data = await refusal(probe(refused, { now: () => Date.now() + 86_400_000 }));
    expect(data.code).toBe('livekit-unauthorized');
    expect(data.message).toContain('the API secret is not the one');
  });

  test('a web server that is no LiveKit', async () => {
    await withServer(
      (_request, response) => response.writeHead(404).end('<html>'),
      async (url) => {
        const data = await refusal(probe({ ...connection, url }));
        expect(data.code).toBe('livekit-unreachable');
        expect(data.message).toContain('not LiveKit');
      },
    );
  });

  test('a server that never answers is given up', async () => {
    await withServer(
      () => undefined,
      async (url) => {
        const data = await refusal(probe({ ...connection, url }));
        expect(data.message).toContain('did not answer in time');
      },
    );
  });
});

describe('audio', () => {
  test('passes over loopback to a hidden recorder, which nobody sees', async () => {
    const name = 'duologue-audio';
    await rooms.create(name, { maxMinutes: 1 });
    const [speaker, recorder] = [new Room(), new Room()];
    const heard = new Promise<number>((resolve) => {
      recorder.on(RoomEvent.TrackSubscribed, (track) => void loudness(track).then(resolve));
    });
    await recorder.connect(connection.url, await recorderToken(connection, name));
    await speaker.connect(connection.url, await speakerToken(name));
    const stop = await playTone(speaker);
    expect(await heard).toBeGreaterThan(1000);
    expect([...speaker.remoteParticipants.keys()]).toEqual([]);
    const identities = (await rooms.participants(name))?.map(({ identity }) => identity).sort();
    expect(identities).toEqual(['duologue-audio-recorder', 'speaker']);
    await stop();
    await Promise.all([speaker.disconnect(), recorder.disconnect()]);
    await rooms.remove(name);
  });
});

async function speakerToken(room: string): Promise<string> {
  const token = new AccessToken(connection.apiKey, connection.apiSecret, { identity: 'speaker' });
  token.addGrant({ roomJoin: true, room, canPublish: true });
  return token.toJwt();
}

/** Plays a loud tone until the returned function is called. */
async function playTone(room: Room): Promise<() => Promise<void>> {
  const source = new AudioSource(48_000, 1);
  const track = LocalAudioTrack.createAudioTrack('tone', source);
  await room.localParticipant?.publishTrack(track, new TrackPublishOptions());
  const samples = Int16Array.from(
    { length: 480 },
    (_, n) => 10_000 * Math.sin((2 * Math.PI * n) / 48),
  );
  const playing = new AbortController();
  const over = (async () => {
    while (!playing.signal.aborted)
      await source.captureFrame(new AudioFrame(samples, 48_000, 1, 480));
  })();
  return async () => {
    playing.abort();
    await over;
    await track.close();
  };
}

/** The peak of the first frames with sound. */
async function loudness(track: RemoteTrack): Promise<number> {
  for await (const frame of new AudioStream(track, 48_000, 1)) {
    const peak = Math.max(...frame.data);
    if (peak > 1000) return peak;
  }
  return 0;
}

async function withServer(
  handler: Parameters<typeof createServer>[1],
  run: (url: string) => Promise<void>,
): Promise<void> {
  const web = createServer(handler);
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  try {
    await run(`ws://127.0.0.1:${(web.address() as AddressInfo).port}`);
  } finally {
    web.closeAllConnections();
    web.close();
  }
}
