import {
  AudioStream,
  Room,
  RoomEvent,
  TrackKind,
  type RemoteTrack,
  type RemoteTrackPublication,
} from '@livekit/rtc-node';
import { initializeLogger } from '@livekit/agents';
import { AccessToken } from 'livekit-server-sdk';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { publishVoice } from '../../src/agents/side/publish-voice.ts';
import { StemWriter } from '../../src/agents/side/stem-writer.ts';
import { voiceSource } from '../../src/agents/side/playout.ts';
import { TrackOutput } from '../../src/agents/side/track-output.ts';
import type { TurnEnded } from '../../src/agents/side/turn-events.ts';
import { clientFor } from '../../src/agents/speech/clients.ts';
import { SPEECH_RATE, StreamingTts } from '../../src/agents/speech/streaming-tts.ts';
import { monotonicMs } from '../../src/contract/clock.ts';
import type { TtsStage } from '../../src/contract/provider.ts';
import type { Connection } from '../../src/main/livekit/connection.ts';
import { EmbeddedServer } from '../../src/main/livekit/embedded-server.ts';
import { Rooms } from '../../src/main/livekit/rooms.ts';
import { findServerBinary } from '../../src/main/livekit/server-binary.ts';
import { DribblingVoice } from './dribbling-voice.ts';
import { judgeTone, TONE } from './tones.ts';

/** After the end of a turn the network still holds some of it; so much silence comes after all of it, ms. */
const REMAINS_MS = 1000;
const FRAME_MS = 10;
const WINDOW = SPEECH_RATE / 100;

export interface Spoken {
  turn: TurnEnded;
  /** From the first bytes of the answer to the first sample in the track, ms. */
  startedAfterMs: number;
  /** ... and to the first sound at the listener, ms. */
  heardAfterMs: number;
  /** What was kept of the turn. */
  stem: Int16Array;
  /** What a listener in the room got, from the first sound to the last. */
  heard: Int16Array;
}

/** A real room in which one speaks, with a voice that dribbles, and one listens. */
export class VoiceRoom {
  private readonly server: EmbeddedServer;
  private readonly connection: Connection;
  private readonly folder: string;
  private count = 0;

  private constructor(server: EmbeddedServer, connection: Connection, folder: string) {
    this.server = server;
    this.connection = connection;
    this.folder = folder;
  }

  static async open(): Promise<VoiceRoom> {
    initializeLogger({ pretty: false, level: 'silent' });
    const { path: binary } = await findServerBinary({ env: process.env });
    const server = new EmbeddedServer({ binary, log: pino({ level: 'silent' }) });
    const connection = await server.start();
    return new VoiceRoom(server, connection, await mkdtemp(path.join(tmpdir(), 'duologue-voice-')));
  }

  async close(): Promise<void> {
    await this.server.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** @param pace × real time; pieces of `pieceMs` each */
  async speak(pace: number, seconds: number, pieceMs = 20): Promise<Spoken> {
    const room = `voice-${(this.count += 1)}`;
    const voice = await DribblingVoice.start(pace, seconds, pieceMs);
    const rooms = new Rooms(this.connection, { owner: 'test' });
    await rooms.create(room, { maxMinutes: 5 });
    const stemPath = path.join(this.folder, `${room}.pcm`);
    const stem = new StemWriter({ path: stemPath, sampleRate: SPEECH_RATE, onError: () => {} });
    const ended = Promise.withResolvers<TurnEnded>();
    const silent = { onTurnStarted: () => {}, onTurnWords: () => {} };
    const source = voiceSource();
    const events = { ...silent, onTurnEnded: ended.resolve };
    const output = new TrackOutput({ source, events, stem });
    const speaker = new Room();
    const listener = new Listener(await this.join(new Room(), room, 'listener'));
    try {
      await this.join(speaker, room, 'speaker');
      await publishVoice(speaker, source);
      await listener.listening;
      output.open();
      await say(voice.baseUrl, output);
      const turn = await ended.promise;
      await listener.hearsNothingFor(REMAINS_MS);
      await output.close();
      const bytes = await readFile(stemPath);
      const firstBytesMs = voice.firstBytesMs[0] ?? Number.NaN;
      return {
        turn,
        startedAfterMs: turn.startMonotonicMs - firstBytesMs,
        heardAfterMs: listener.firstSoundMs - firstBytesMs,
        stem: new Int16Array(bytes.buffer, bytes.byteOffset, turn.stem?.samples ?? 0),
        heard: listener.sound(),
      };
    } finally {
      voice.close();
      await Promise.all([speaker.disconnect(), listener.close()]);
      await rooms.remove(room);
    }
  }

  private async join(room: Room, name: string, identity: string): Promise<Room> {
    const { url, apiKey, apiSecret } = this.connection;
    const token = new AccessToken(apiKey, apiSecret, { identity });
    token.addGrant({ roomJoin: true, room: name });
    await room.connect(url, await token.toJwt(), { autoSubscribe: true, dynacast: false });
    return room;
  }
}

/** As the framework does it: frame after frame, then the end of the turn. */
async function say(baseUrl: string, output: TrackOutput): Promise<void> {
  const stage: TtsStage = { provider: 'openai-compatible', baseUrl, model: 'm', voice: 'v' };
  const client = clientFor(stage, { conversationId: 'c1', side: 'a', keys: {} });
  const text = 'Well, that is a long story, and I will tell it from the beginning to its end.';
  for await (const { frame } of new StreamingTts(client, stage).synthesize(text)) {
    await output.captureFrame(frame);
  }
  output.flush();
}

/** Keeps what arrives, and when the first sound did. */
class Listener {
  readonly listening: Promise<void>;
  firstSoundMs = Number.NaN;
  private readonly room: Room;
  private readonly pieces: Int16Array[] = [];
  private quietMs = 0;
  private silence: { ms: number; hasCome: () => void } | undefined;

  constructor(room: Room) {
    this.room = room;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.listening = promise;
    room.on(RoomEvent.TrackSubscribed, (track: RemoteTrack, _: RemoteTrackPublication) => {
      if (track.kind === TrackKind.KIND_AUDIO) void this.listen(track, resolve);
    });
  }

  private async listen(track: RemoteTrack, onFirst: () => void): Promise<void> {
    const format = { sampleRate: SPEECH_RATE, numChannels: 1, frameSizeMs: FRAME_MS };
    for await (const { data } of new AudioStream(track, format)) {
      onFirst();
      const sounds = data.some(isSound);
      if (Number.isNaN(this.firstSoundMs) && sounds) this.firstSoundMs = monotonicMs();
      this.pieces.push(data.slice());
      this.quietMs = sounds ? 0 : this.quietMs + FRAME_MS;
      if (this.silence && this.quietMs >= this.silence.ms) this.silence.hasCome();
    }
  }

  /** Resolves after so much silence from now on: in the time of what arrives, however late it does. */
  hearsNothingFor(ms: number): Promise<void> {
    this.quietMs = 0;
    return new Promise((hasCome) => (this.silence = { ms, hasCome }));
  }

  sound(): Int16Array {
    const all = Int16Array.from(this.pieces.flatMap((piece) => [...piece]));
    return all.slice(all.findIndex(isSound), all.findLastIndex(isSound) + 1);
  }

  async close(): Promise<void> {
    await this.room.disconnect();
  }
}

function isSound(sample: number): boolean {
  return Math.abs(sample) > 1000;
}

/** How much of a sound holds the tone, 0 … 1. */
export function toneShare(sound: Int16Array): number {
  const windows = Math.floor(sound.length / WINDOW);
  const toned = Array.from({ length: windows }, (_, at) =>
    judgeTone(sound.subarray(at * WINDOW, (at + 1) * WINDOW), SPEECH_RATE),
  ).filter(({ level }) => level > TONE.level / 2);
  return toned.length / windows;
}

/**
 * Windows of 10 ms in which the tone is missing (`holes`), and in which something else is heard beside
 * it (`clicks`: a cut has all pitches). The first and last windows are left out: a codec fades there.
 */
export function flaws(sound: Int16Array): { holes: number; clicks: number } {
  const found = { holes: 0, clicks: 0 };
  for (let at = 5 * WINDOW; at + 6 * WINDOW <= sound.length; at += WINDOW) {
    const { level, rest } = judgeTone(sound.subarray(at, at + WINDOW), SPEECH_RATE);
    if (level < TONE.level / 2) found.holes += 1;
    if (rest > TONE.level / 5) found.clicks += 1;
  }
  return found;
}
