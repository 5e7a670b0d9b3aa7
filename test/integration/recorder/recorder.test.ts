import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { monotonicMs } from '../../../src/contract/clock.ts';
import type { FromRecorder } from '../../../src/contract/recorder-messages.ts';
import type { Side } from '../../../src/contract/side.ts';
import type { Connection } from '../../../src/main/livekit/connection.ts';
import { EmbeddedServer } from '../../../src/main/livekit/embedded-server.ts';
import { Rooms } from '../../../src/main/livekit/rooms.ts';
import { findServerBinary } from '../../../src/main/livekit/server-binary.ts';
import { repairRecording } from '../../../src/main/recordings/finalise.ts';
import { Publisher, RecorderProcess, recorderToken, samplesOf, type Progress } from './harness.ts';
import * as signals from './signals.ts';

/** Sound needs this long at most from a publisher to the recording; ours to find out how long. */
const FARTHEST_MS = 1000;
/** What is asked of it in between is found so near, ms: pieces of sound, and the head start of one side. */
const NEAREST_MS = 300;
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
    const anywhere = { lag: (FARTHEST_MS / 2) * 48, radius: (FARTHEST_MS / 2) * 48 };
    let near = anywhere;
    return bursts.map((burst) => {
      const base = Math.round((handedOverMs + burst.atMs) * 48);
      const look = ({ lag, radius }: typeof near) =>
        signals.find(channel, burst, base + lag, radius);
      const first = look(near);
      const { at, match } = first.match > 0.6 || near === anywhere ? first : look(anywhere);
      near = match > 0.6 ? { lag: at - base, radius: 150 * 48 } : anywhere;
      return { at, match };
    });
  }

  // Only what holds on a busy machine too is asked for here. WebRTC's jitter buffer stretches or squeezes sound
  // when the machine is short of breath, and may lose some: everybody in the room hears that. That every sample
  // gets its place, and every gap is exact, is proven on a made-up clock in test/unit/recorder/timeline.test.ts.
  it('keeps both sides apart, and their sound whole', async () => {
    const id = `true-${(calls += 1)}`;
    const file = await record(id);
    await join(id);
    const { atMonotonicMs } = await recorder.got('listening', id);
    const [startA, startB] = await Promise.all([sides.a.play(played.a), sides.b.play(played.b)]);
    await Promise.all([sides.a.played(), sides.b.played()]);
    await recorder.recordedUntil(id, monotonicMs() + FARTHEST_MS);
    await Promise.all([sides.a.leave(), sides.b.leave()]);
    const finished = await stop(id);
    const recorded = signals.channelsOf(samplesOf(file));

    expect(finished).toMatchObject({ sampleRate: 48_000, channels: 2 });
    expect(recorded.a.length).toBe(finished.samples);
    for (const point of finished.clock) {
      expect(Math.abs(point.monotonicMs - point.recordingMs - atMonotonicMs)).toBeLessThan(10);
    }
    const tests = [
      { side: 'a', other: recorded.b, bursts: ofA, start: startA },
      { side: 'b', other: recorded.a, bursts: ofB, start: startB },
    ] as const;
    for (const { side, other, bursts, start } of tests) {
      const found = lags(recorded[side], bursts, start - atMonotonicMs);
      const whole = found.flatMap(({ at, match }, index) =>
        match > 0.9 ? [{ at, burst: bursts[index]! }] : [],
      );
      expect(whole.length).toBeGreaterThanOrEqual(bursts.length / 4);
      expect(finished.activity[side].length).toBeGreaterThanOrEqual(bursts.length / 4);
      for (const { at, burst } of whole) {
        const there = signals.envelope(recorded[side].subarray(at, at + burst.lengthMs * 48));
        const here = signals.envelope(played[side].subarray(burst.atMs * 48));
        expect(signals.correlation(there, here)).toBeGreaterThan(0.9);
        // However softly: what had come over from this side would match as well.
        expect(signals.find(other, burst, at, 0).match).toBeLessThan(0.5);
      }
    }
  });

  it('goes on for the side that stays when the other hangs up', async () => {
    const id = `early-${(calls += 1)}`;
    const file = await record(id);
    await join(id);
    const { atMonotonicMs } = await recorder.got('listening', id);
    await sides.a.play(played.a.slice(0, 48_000));
    await sides.a.played();
    await sides.a.leave();
    const leftMs = monotonicMs() - atMonotonicMs;
    const start = await sides.b.play(played.b.slice(0, 3 * 48_000));
    await sides.b.played();
    await recorder.recordedUntil(id, monotonicMs() + FARTHEST_MS);
    const finished = await stop(id);
    const recorded = signals.channelsOf(samplesOf(file));
    // Its absence is none; a machine that is short of breath may leave some.
    const awayMs = finished.samples / 48 - leftMs;
    for (const { startMs, endMs } of finished.holes)
      expect(endMs - startMs).toBeLessThan(awayMs / 2);
    const from = Math.round((start - atMonotonicMs + FARTHEST_MS) * 48);
    expect(recorded.a.subarray(from).every((sample) => sample === 0)).toBe(true);
    expect(finished.activity.b.length).toBeGreaterThanOrEqual(1);
    expect(finished.samples / 48).toBeGreaterThan(start - atMonotonicMs + 3000);
  });

  it('notes a hole while a track is unpublished, of the right length and in its place', async () => {
    const id = `hole-${(calls += 1)}`;
    await record(id);
    await join(id);
    const { atMonotonicMs } = await recorder.got('listening', id);
    const nowMs = (): number => monotonicMs() - atMonotonicMs;
    await recorder.recordedUntil(id, atMonotonicMs + 1000);
    const [goesMs] = [nowMs(), await sides.b.unpublish()];
    const goneMs = nowMs();
    await recorder.recordedUntil(id, monotonicMs() + 1500);
    const comesMs = nowMs();
    await sides.b.publish();
    const { clock } = await heardFrom(id, 'b');
    const { holes } = await stop(id);
    const absentMs = (goneMs + comesMs) / 2;
    const hole = holes.find((each) => each.startMs < absentMs && each.endMs > absentMs);
    const { startMs, endMs } = hole ?? { startMs: NaN, endMs: NaN };
    // What it was sent before is there, and nothing of what it was not sent.
    expect(startMs).toBeGreaterThan(goesMs - NEAREST_MS);
    expect(startMs).toBeLessThan(goneMs + FARTHEST_MS);
    expect(endMs).toBeGreaterThan(comesMs - NEAREST_MS);
    expect(endMs).toBeLessThan(clock.recordingMs);
  });

  /** Plays until that side is heard; resolves with what was told then. */
  async function heardFrom(id: string, side: Side): Promise<Progress> {
    const loud = recorder.progress(id, ({ levels }) => levels[side] > -40);
    const state = { isHeard: false };
    void loud.then(() => (state.isHeard = true));
    while (!state.isHeard) await sides[side].play(played[side].slice(0, 48_000));
    return loud;
  }

  it('leaves a valid file when it is killed, and another one goes on in it', async () => {
    const id = `killed-${(calls += 1)}`;
    const file = await record(id);
    await join(id);
    const { atMonotonicMs } = await recorder.got('listening', id);
    const nowMs = (): number => monotonicMs() - atMonotonicMs;
    const playing = sides.a.play(played.a);
    const told = await recorder.progress(id, ({ clock }) => clock.recordingMs > 2500);
    await recorder.kill();
    const { durationMs } = (await repairRecording(file))!.facts;
    // What was told of was written, but for the head start of one side.
    expect(durationMs).toBeGreaterThan(told.clock.recordingMs - NEAREST_MS);
    expect(durationMs).toBeLessThan(nowMs());

    recorder = new RecorderProcess();
    await recorder.got('ready');
    const comesMs = nowMs();
    await record(id, atMonotonicMs);
    expect((await recorder.got('listening', id)).atMonotonicMs).toBe(atMonotonicMs);
    const backMs = nowMs();
    const startMs = (await playing) - atMonotonicMs;
    await sides.a.played();
    await recorder.recordedUntil(id, monotonicMs() + FARTHEST_MS);
    const { holes, samples } = await stop(id);
    const hole = holes.find((each) => each.startMs === durationMs)!;
    expect(hole, 'a hole from where it was killed').toBeDefined();
    expect(hole.endMs).toBeGreaterThan(comesMs - NEAREST_MS);
    // The other side may come a little later.
    expect(hole.endMs).toBeLessThan(backMs + FARTHEST_MS);
    expect(samples / 48).toBeGreaterThan(startMs + LENGTH_MS);

    const recorded = signals.channelsOf(samplesOf(file));
    const from = Math.round(hole.startMs * 48);
    const to = Math.round(hole.endMs * 48);
    expect(recorded.a.subarray(from, to).every((sample) => sample === 0)).toBe(true);
    const late = ofA.filter((burst) => startMs + burst.atMs > hole.endMs + 500);
    const whole = lags(recorded.a, late, startMs).filter(({ match }) => match > 0.9);
    expect(whole.length).toBeGreaterThanOrEqual(late.length / 2);
  });

  it('completes the file when the host is gone', async () => {
    const id = `orphan-${(calls += 1)}`;
    const file = await record(id);
    await join(id);
    const told = await recorder.progress(id, ({ clock }) => clock.recordingMs > 1000);
    const gone = new Promise((resolve) => recorder.child.once('exit', resolve));
    recorder.child.disconnect();
    expect(await gone).toBe(0);
    const repaired = await repairRecording(file);
    expect(repaired!.facts.durationMs).toBeGreaterThanOrEqual(told.clock.recordingMs);
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
