import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { monotonicMs } from '../../src/contract/clock.ts';
import type { FromRecorder } from '../../src/contract/recorder-messages.ts';
import type { Persona } from '../../src/contract/persona.ts';
import type { Pipeline } from '../../src/contract/provider.ts';
import type { Cast } from './casts.ts';
import { SIDES, type Side } from '../../src/contract/side.ts';
import type { SideJob } from '../../src/contract/worker-messages.ts';
import { compileInstructions } from '../../src/main/conversations/prompt.ts';
import { EmbeddedServer } from '../../src/main/livekit/embedded-server.ts';
import type { Connection } from '../../src/main/livekit/connection.ts';
import { Rooms } from '../../src/main/livekit/rooms.ts';
import { findServerBinary } from '../../src/main/livekit/server-binary.ts';
import { recorderToken } from '../../src/main/livekit/tokens.ts';
import { stagesFor } from '../../src/main/providers/stages.ts';
import { recorderChild, rehearsalChild } from '../../src/main/workers/children.ts';

/** Both agents must have come by then, ms. */
const JOIN_MS = 45_000;

/** Two agents, one for each side, that can be dispatched into rooms. */
export interface Pair {
  name: string;
  agentName(side: Side): string;
  /** Called when both sides' tracks are recorded. */
  begin(conversationId: string): void;
  /** Processes of the pair now, with all their descendants' roots. */
  pids(): number[];
  stop(): Promise<void>;
}

export type Recorded = Extract<FromRecorder, { kind: 'finished' }>;

export interface Held {
  dispatchedAtMs: number;
  /** When sample 0 of the recording was taken, monotonic ms. */
  sampleZeroAtMs: number;
  recorded: Recorded;
}

/**
 * What both pairs share in a benchmark: one real livekit-server, one rehearsal provider, one recorder.
 */
export class Arena {
  readonly connection: Connection;
  private readonly server: EmbeddedServer;
  private readonly rooms: Rooms;
  private readonly rehearsal: ReturnType<typeof rehearsalChild>;
  private readonly recorder: ReturnType<typeof recorderChild>;
  private readonly baseUrl: string;
  private readonly folder: string;

  private constructor(parts: {
    server: EmbeddedServer;
    connection: Connection;
    rehearsal: ReturnType<typeof rehearsalChild>;
    recorder: ReturnType<typeof recorderChild>;
    port: number;
    folder: string;
  }) {
    this.server = parts.server;
    this.connection = parts.connection;
    this.rooms = new Rooms(parts.connection, { owner: 'bench' });
    this.rehearsal = parts.rehearsal;
    this.recorder = parts.recorder;
    this.baseUrl = `http://127.0.0.1:${parts.port}/v1`;
    this.folder = parts.folder;
  }

  static async open(): Promise<Arena> {
    const log = pino({ level: 'silent' });
    const { path: binary } = await findServerBinary({ env: process.env });
    const server = new EmbeddedServer({ binary, log });
    const connection = await server.start();
    const rehearsal = rehearsalChild({ log });
    const up = new Promise<{ port?: number | undefined }>((resolve) => rehearsal.on('up', resolve));
    const recorder = recorderChild({ log });
    await Promise.all([rehearsal.start(), recorder.start()]);
    const { port } = await up;
    if (port === undefined) throw new Error('the rehearsal provider did not say its port');
    const folder = await mkdtemp(path.join(tmpdir(), 'duologue-bench-'));
    return new Arena({ server, connection, rehearsal, recorder, port, folder });
  }

  /** Holds one conversation by a pair and records it for at most `forMs`. */
  async hold(pair: Pair, id: string, cast: Cast, forMs: number): Promise<Held> {
    const room = `duologue-${id}`;
    const { scenario, personas } = cast;
    await this.rooms.create(room, { maxMinutes: 30 });
    this.rehearsal.send({ kind: 'open', conversationId: id, scenario, personas, seed: 7 });
    const listening = this.recorded('listening', id);
    const finished = this.recorded('finished', id);
    this.recorder.send({
      kind: 'record',
      conversationId: id,
      url: this.connection.url,
      token: await recorderToken(this.connection, room),
      identities: { a: `${id}-a`, b: `${id}-b` },
      path: path.join(this.folder, `${id}.wav`),
    });
    await this.recorded('joined', id);
    const dispatchedAtMs = monotonicMs();
    await Promise.all(
      SIDES.map((side) =>
        this.rooms.dispatch(room, pair.agentName(side), JSON.stringify(this.job(id, side, cast))),
      ),
    );
    const { atMonotonicMs: sampleZeroAtMs } = await within(JOIN_MS, listening, `${id} to begin`);
    pair.begin(id);
    await new Promise((resolve) => setTimeout(resolve, forMs));
    this.recorder.send({ kind: 'stop', conversationId: id });
    const recorded = await finished;
    await this.rooms.remove(room);
    return { dispatchedAtMs, sampleZeroAtMs, recorded };
  }

  async close(): Promise<void> {
    await Promise.allSettled([this.recorder.stop(), this.rehearsal.stop()]);
    await this.server.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  private recorded<K extends FromRecorder['kind']>(
    kind: K,
    id: string,
  ): Promise<Extract<FromRecorder, { kind: K }>> {
    return new Promise((resolve, reject) => {
      const look = (message: FromRecorder): void => {
        if (!('conversationId' in message) || message.conversationId !== id) return;
        if (message.kind === 'failed') reject(new Error(message.error.message));
        if (message.kind !== kind) return;
        this.recorder.off('message', look);
        resolve(message as Extract<FromRecorder, { kind: K }>);
      };
      this.recorder.on('message', look);
    });
  }

  private job(id: string, side: Side, { scenario, personas }: Cast): SideJob {
    const persona = personas[side];
    return {
      conversationId: id,
      side,
      identity: `${id}-${side}`,
      peer: { kind: 'ours', identity: `${id}-${side === 'a' ? 'b' : 'a'}` },
      name: persona.name,
      instructions: compileInstructions({ scenario, personas, side, limits: scenario.limits }),
      opener: scenario.opener === side,
      player: this.player(persona, side),
      manner: persona.manner,
      seed: 7,
    };
  }

  private player(persona: Persona, side: Side): Pipeline {
    const { kind, llm, stt, tts } = stagesFor({ provider: 'rehearsal', persona, side, env: {} });
    const { baseUrl } = this;
    return {
      kind,
      llm: { ...llm, baseUrl },
      stt: { ...stt, baseUrl },
      tts: { ...tts, baseUrl },
    };
  }
}

async function within<T>(ms: number, promise: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`waited ${ms} ms for ${what}`)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
