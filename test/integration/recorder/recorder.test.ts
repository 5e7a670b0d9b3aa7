import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FromRecorder } from '../../../src/contract/recorder-messages.ts';
import type { Connection } from '../../../src/main/livekit/connection.ts';
import { EmbeddedServer } from '../../../src/main/livekit/embedded-server.ts';
import { Rooms } from '../../../src/main/livekit/rooms.ts';
import { findServerBinary } from '../../../src/main/livekit/server-binary.ts';
import { repairRecording } from '../../../src/main/recordings/finalise.ts';
import { Publisher, RecorderProcess, recorderToken, samplesOf } from './harness.ts';
import * as signals from './signals.ts';

/** Sound needs this long at most from a publisher to the recording; ours to find out how long. */
const FARTHEST_MS = 1000;
const LENGTH_MS = 8000;

describe('recorder on a real livekit-server', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'duologue-recorder-'));
  const ofA = signals.speechLike(LENGTH_MS, 7, [300, 2800]);
  const ofB = signals.speechLike(LENGTH_MS, 99, [2600, 500]);
  const played = { a: signals.render(ofA, LENGTH_MS), b: signals.render(ofB, LENGTH_MS) };
  let server: EmbeddedServer;
  let connection: Connection;
  let rooms: Rooms;
  let recorder: RecorderProcess;
  let sides: { a: Publisher; b: Publisher };
  let calls = 0;

  beforeAll(async () => {
    const { path: binary } = await findServerBinary({ env: process.env });
    server = new EmbeddedServer({
      binary,
      log: pino({ level: 'silent' }),
      leashEntry: path.resolve(import.meta.dirname, '../../../src/main/workers/leash-main.ts'),
    });
    connection = await server.start();
    rooms = new Rooms(connection, { owner: 'recorder-test' });
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    sides = { a: new Publisher(), b: new Publisher() };
    recorder = new RecorderProcess();
    await recorder.got('ready');
  });
  afterEach(async () => {
    await Promise.all([recorder.kill(), sides.a.leave(), sides.b.leave()]);
  });

  /** Orders a recording; with `resumeFrom` in the file of the same id. */
  async function record(id: string, resumeFrom?: number): Promise<string> {
    const file = path.join(folder, `${id}.wav`);
    if (resumeFrom === undefined) await rooms.create(id, { maxMinutes: 5 });
    recorder.send({
      kind: 'record',
      conversationId: id,
      url: connection.url,
      token: await recorderToken(connection, id),
      identities: { a: `${id}-a`, b: `${id}-b` },
      path: file,
      ...(resumeFrom === undefined ? {} : { resumeFromMonotonicMs: resumeFrom }),
    });
    return file;
  }

  function join(id: string): Promise<unknown> {
    const { a, b } = sides;
    return Promise.all([a.join(connection, id, `${id}-a`), b.join(connection, id, `${id}-b`)]);
  }

  async function stop(id: string): Promise<Extract<FromRecorder, { kind: 'finished' }>> {
    recorder.send({ kind: 'stop', conversationId: id });
    return recorder.got('finished', id);
  }

  /** By how many samples each burst was found later than it was handed over, and how well it matches. */
  function lags(channel: Int16Array, bursts: signals.Burst[], handedOverMs: number) {
    let lag = (FARTHEST_MS / 2) * 48;
    let radius = lag;
    return bursts.map((burst) => {
      const base = Math.round((handedOverMs + burst.atMs) * 48);
      const { at, match } = signals.find(channel, burst, base + lag, radius);
      if (match > 0.6) [lag, radius] = [at - base, 150 * 48];
      return { samples: at - base, match };
    });
  }

  // WebRTC's jitter buffer stretches or squeezes sound by a pitch period when the machine is short of
  // breath: everybody in the room hears that, and it is no fault of the recorder. On a quiet machine the
  // lag is constant to the sample; on a busy one it moves now and then, and each burst stays whole.
  it(
    'keeps both sides apart, every gap exact and every sample in its place',
    { retry: 2 },
    async () => {
      const id = `true-${(calls += 1)}`;
      const file = await record(id);
      await join(id);
      const { atMonotonicMs } = await recorder.got('listening', id);
      const [startA, startB] = await Promise.all([sides.a.play(played.a), sides.b.play(played.b)]);
      await Promise.all([sides.a.played(), sides.b.played()]);
      await delay(500);
      await Promise.all([sides.a.leave(), sides.b.leave()]);
      const finished = await stop(id);
      const recorded = signals.channelsOf(samplesOf(file));

      expect(finished).toMatchObject({ sampleRate: 48_000, channels: 2, holes: [] });
      expect(recorded.a.length).toBe(finished.samples);
      for (const { monotonicMs, recordingMs } of finished.clock) {
        expect(Math.abs(monotonicMs - recordingMs - atMonotonicMs)).toBeLessThan(10);
      }
      const tests = [
        {
          bursts: ofA,
          own: recorded.a,
          sent: played.a,
          start: startA,
          activity: finished.activity.a,
        },
        {
          bursts: ofB,
          own: recorded.b,
          sent: played.b,
          start: startB,
          activity: finished.activity.b,
        },
      ];
      for (const { bursts, own, sent, start, activity } of tests) {
        const found = lags(own, bursts, start - atMonotonicMs);
        const whole = found.filter(({ match }) => match > 0.9);
        const shifts = whole.slice(1).filter(({ samples }, index) => {
          return Math.abs(samples - whole[index]!.samples) > 4;
        });
        expect(whole.length).toBeGreaterThanOrEqual(bursts.length * 0.8);
        expect(shifts.length).toBeLessThanOrEqual(bursts.length * 0.4);
        expect(activity.length).toBe(bursts.length);
        bursts.forEach((burst, index) => {
          const { samples, match } = found[index]!;
          if (match <= 0.9) return;
          const at = Math.round((start - atMonotonicMs + burst.atMs) * 48) + samples;
          const there = signals.envelope(own.subarray(at, at + burst.lengthMs * 48));
          const here = signals.envelope(sent.subarray(burst.atMs * 48));
          expect(signals.correlation(there, here)).toBeGreaterThan(0.9);
        });
      }
      expect(crosstalkDb(recorded.a, ofB, ofA, startB - atMonotonicMs)).toBeLessThan(-60);
      expect(crosstalkDb(recorded.b, ofA, ofB, startA - atMonotonicMs)).toBeLessThan(-60);
    },
  );

  it('goes on for the side that stays when the other hangs up', async () => {
    const id = `early-${(calls += 1)}`;
    const file = await record(id);
    await join(id);
    const { atMonotonicMs } = await recorder.got('listening', id);
    await sides.a.play(played.a.slice(0, 48_000));
    await sides.a.played();
    await sides.a.leave();
    const start = await sides.b.play(played.b.slice(0, 3 * 48_000));
    await sides.b.played();
    await delay(400);
    const finished = await stop(id);
    const recorded = signals.channelsOf(samplesOf(file));
    expect(finished.holes).toEqual([]);
    const from = Math.round((start - atMonotonicMs) * 48) + 24_000;
    expect(recorded.a.subarray(from).every((sample) => sample === 0)).toBe(true);
    expect(finished.activity.b.length).toBeGreaterThanOrEqual(3);
    expect(finished.samples / 48).toBeGreaterThan(start - atMonotonicMs + 3000);
  });

  it('notes a hole while a track is unpublished, of the right length and in its place', async () => {
    const id = `hole-${(calls += 1)}`;
    await record(id);
    await join(id);
    const { atMonotonicMs } = await recorder.got('listening', id);
    await delay(1200);
    const goneMs = Number(process.hrtime.bigint()) / 1e6 - atMonotonicMs;
    await sides.b.unpublish();
    await delay(1500);
    await sides.b.publish();
    const backMs = Number(process.hrtime.bigint()) / 1e6 - atMonotonicMs;
    await delay(1500);
    const { holes } = await stop(id);
    expect(holes).toHaveLength(1);
    expect(Math.abs(holes[0]!.startMs - goneMs)).toBeLessThan(300);
    expect(Math.abs(holes[0]!.endMs - backMs)).toBeLessThan(600);
  });

  it('leaves a valid file when it is killed, and another one goes on in it', async () => {
    const id = `killed-${(calls += 1)}`;
    const file = await record(id);
    await join(id);
    const { atMonotonicMs } = await recorder.got('listening', id);
    const playing = sides.a.play(played.a);
    await delay(2500);
    await recorder.kill();
    const killedMs = Number(process.hrtime.bigint()) / 1e6 - atMonotonicMs;
    const repaired = await repairRecording(file);
    expect(repaired!.facts.durationMs).toBeGreaterThan(killedMs - 900);
    expect(repaired!.facts.durationMs).toBeLessThan(killedMs + 50);

    await delay(1000);
    recorder = new RecorderProcess();
    await recorder.got('ready');
    await record(id, atMonotonicMs);
    expect((await recorder.got('listening', id)).atMonotonicMs).toBe(atMonotonicMs);
    const backMs = Number(process.hrtime.bigint()) / 1e6 - atMonotonicMs;
    const startMs = (await playing) - atMonotonicMs;
    await sides.a.played();
    await delay(500);
    const { holes, samples } = await stop(id);
    expect(holes).toHaveLength(1);
    expect(holes[0]!.startMs).toBe(repaired!.facts.durationMs);
    expect(Math.abs(holes[0]!.endMs - backMs)).toBeLessThan(300);
    expect(samples / 48).toBeGreaterThan(startMs + LENGTH_MS);

    const recorded = signals.channelsOf(samplesOf(file));
    const from = Math.round(holes[0]!.startMs * 48);
    const to = Math.round(holes[0]!.endMs * 48);
    expect(recorded.a.subarray(from, to).every((sample) => sample === 0)).toBe(true);
    const late = ofA.filter((burst) => startMs + burst.atMs > holes[0]!.endMs + 500);
    for (const burst of late.slice(-3)) {
      const base = Math.round((startMs + burst.atMs) * 48);
      const found = signals.find(recorded.a, burst, base + 300 * 48, 300 * 48);
      expect(found.match).toBeGreaterThan(0.9);
    }
  });

  it('completes the file when the host is gone', async () => {
    const id = `orphan-${(calls += 1)}`;
    const file = await record(id);
    await join(id);
    await recorder.got('listening', id);
    await delay(1000);
    const gone = new Promise((resolve) => recorder.child.once('exit', resolve));
    recorder.child.disconnect();
    expect(await gone).toBe(0);
    const repaired = await repairRecording(file);
    expect(repaired!.facts.durationMs).toBeGreaterThan(700);
  });

  it('tells levels and the clock about five times a second', async () => {
    const id = `progress-${(calls += 1)}`;
    await record(id);
    await join(id);
    const { atMonotonicMs } = await recorder.got('listening', id);
    await sides.a.play(played.a.slice(0, 2 * 48_000));
    await sides.a.played();
    await stop(id);
    const progress = recorder.messages.filter((message) => message.kind === 'progress');
    expect(progress.length).toBeGreaterThanOrEqual(6);
    for (const { clock } of progress) {
      expect(Math.abs(clock.monotonicMs - clock.recordingMs - atMonotonicMs)).toBeLessThan(10);
    }
    expect(Math.max(...progress.map(({ levels }) => levels.a))).toBeGreaterThan(-20);
    expect(Math.max(...progress.map(({ levels }) => levels.b))).toBeLessThan(-60);
  });

  it('says what is wrong: token refused, server away, folder missing', async () => {
    const order = {
      kind: 'record' as const,
      url: connection.url,
      token: await recorderToken({ ...connection, apiSecret: 'x'.repeat(40) }, 'room'),
      identities: { a: 'a', b: 'b' },
    };
    const file = path.join(folder, 'never.wav');
    recorder.send({ ...order, conversationId: 'refused', path: file });
    recorder.send({ ...order, conversationId: 'away', path: file, url: 'ws://127.0.0.1:1' });
    const nowhere = path.join(folder, 'nowhere', 'x.wav');
    recorder.send({ ...order, conversationId: 'folder', path: nowhere });
    const codes = ['refused', 'away', 'folder'].map(async (id) => {
      return (await recorder.got('failed', id)).error.code;
    });
    expect(await Promise.all(codes)).toEqual([
      'livekit-unauthorized',
      'livekit-unreachable',
      'recorder-failed',
    ]);
  });

  it('refuses a message that is not in the contract and lives on', async () => {
    recorder.child.send({ kind: 'record', conversationId: 5 });
    const id = `lives-${(calls += 1)}`;
    await record(id);
    await recorder.got('joined', id);
  });
});

/** The loudest 20 ms of a channel while only the other side sounds. */
function crosstalkDb(
  channel: Int16Array,
  others: signals.Burst[],
  own: signals.Burst[],
  startMs: number,
): number {
  const margin = 250;
  const alone = others.filter(({ atMs, lengthMs }) =>
    own.every(
      (burst) =>
        burst.atMs > atMs + lengthMs + margin || burst.atMs + burst.lengthMs + margin < atMs,
    ),
  );
  const levels = alone.flatMap(({ atMs, lengthMs }) => {
    const from = Math.round((startMs + atMs) * 48);
    return [...signals.envelope(channel.subarray(from, from + lengthMs * 48))];
  });
  return 20 * Math.log10(Math.max(1e-9, ...levels) / 32768);
}
