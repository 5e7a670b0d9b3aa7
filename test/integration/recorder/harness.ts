import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  AudioFrame,
  AudioSource,
  LocalAudioTrack,
  Room,
  TrackPublishOptions,
  TrackSource,
} from '@livekit/rtc-node';
import { AccessToken } from 'livekit-server-sdk';
import { monotonicMs } from '../../../src/contract/clock.ts';
import {
  fromRecorderSchema,
  type FromRecorder,
  type ToRecorder,
} from '../../../src/contract/recorder-messages.ts';
import type { Connection } from '../../../src/main/livekit/connection.ts';
import { RATE } from './signals.ts';

const entry = path.resolve(import.meta.dirname, '../../../src/agents/recorder/main.ts');

export type Progress = Extract<FromRecorder, { kind: 'progress' }>;

/** A real recorder process. Its messages are validated and kept. */
export class RecorderProcess {
  readonly messages: FromRecorder[] = [];
  readonly child: ChildProcess;
  private readonly waiting = new Set<() => void>();

  constructor() {
    this.child = fork(entry, {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...process.env, NODE_ENV: 'production' },
    });
    this.child.on('message', (raw) => {
      this.messages.push(fromRecorderSchema.parse(raw));
      for (const look of this.waiting) look();
    });
  }

  send(message: ToRecorder): void {
    this.child.send(message);
  }

  /** The first message of that kind, past or future. */
  got<K extends FromRecorder['kind']>(
    kind: K,
    conversationId?: string,
  ): Promise<Extract<FromRecorder, { kind: K }>> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        for (const message of this.messages) {
          if (conversationId && 'conversationId' in message) {
            if (message.conversationId !== conversationId) continue;
            if (message.kind === 'failed' && kind !== 'failed') {
              reject(new Error(message.error.message));
            }
          }
          if (message.kind !== kind) continue;
          this.waiting.delete(look);
          resolve(message as Extract<FromRecorder, { kind: K }>);
        }
      };
      this.waiting.add(look);
      look();
    });
  }

  /** The first progress that passes, past or future. */
  progress(conversationId: string, test: (progress: Progress) => boolean): Promise<Progress> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = this.messages.find(
          (message) =>
            message.kind === 'progress' &&
            message.conversationId === conversationId &&
            test(message),
        );
        if (found?.kind !== 'progress') return;
        this.waiting.delete(look);
        resolve(found);
      };
      this.waiting.add(look);
      look();
    });
  }

  /** Resolves when the recording has come to that moment of this machine's clock. */
  async recordedUntil(conversationId: string, atMonotonicMs: number): Promise<void> {
    await this.progress(conversationId, ({ clock }) => clock.monotonicMs >= atMonotonicMs);
  }

  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await gone;
  }
}

/** A side that plays a signal exactly as it is given. */
export class Publisher {
  private readonly room = new Room();
  private readonly source = new AudioSource(RATE, 1, 1000);
  private track: LocalAudioTrack | undefined;

  async join(connection: Connection, room: string, identity: string): Promise<void> {
    const grant = { roomJoin: true, room, canPublish: true, canSubscribe: false };
    await this.room.connect(connection.url, await token(connection, identity, grant), {
      autoSubscribe: false,
      dynacast: false,
    });
    await this.publish();
  }

  async publish(): Promise<void> {
    this.track = LocalAudioTrack.createAudioTrack('voice', this.source);
    const options = new TrackPublishOptions();
    options.source = TrackSource.SOURCE_MICROPHONE;
    options.dtx = false;
    options.red = false;
    await this.room.localParticipant!.publishTrack(this.track, options);
  }

  async unpublish(): Promise<void> {
    await this.room.localParticipant!.unpublishTrack(this.track!.sid!, false);
  }

  /** Plays; resolves with the monotonic ms at which the first sample was handed over. */
  async play(signal: Int16Array): Promise<number> {
    const piece = RATE / 20;
    const startedMs = monotonicMs();
    for (let at = 0; at < signal.length; at += piece) {
      const samples = signal.slice(at, at + piece);
      await this.source.captureFrame(new AudioFrame(samples, RATE, 1, samples.length));
    }
    return startedMs;
  }

  async played(): Promise<void> {
    await this.source.waitForPlayout();
  }

  async leave(): Promise<void> {
    await this.room.disconnect();
  }
}

export function recorderToken(connection: Connection, room: string): Promise<string> {
  return token(connection, `${room}-recorder`, {
    roomJoin: true,
    room,
    hidden: true,
    canSubscribe: true,
    canPublish: false,
    canPublishData: false,
  });
}

function token(
  { apiKey, apiSecret }: Connection,
  identity: string,
  grant: Parameters<AccessToken['addGrant']>[0],
): Promise<string> {
  const minted = new AccessToken(apiKey, apiSecret, { identity });
  minted.addGrant(grant);
  return minted.toJwt();
}

/** The interleaved samples behind the 44-byte header. */
export function samplesOf(file: string): Int16Array {
  const bytes = readFileSync(file).subarray(44);
  return new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}
