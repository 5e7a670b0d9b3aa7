import { AudioFrame } from '@livekit/rtc-node';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lengthOf, VoiceLine } from '../../../src/agents/side/voice-line.ts';
import { bytesOf, tone, TONE } from '../../support/tones.ts';

const RATE = 24_000;
const FRAME = 480;
/** The largest step between neighbouring samples of the tone, and a little more. */
const LARGEST_STEP = TONE.level * 32_767 * ((2 * Math.PI * TONE.hz) / RATE) * 1.1 + 4;

interface Arriving {
  atMs: number;
  frames: number;
}

/** What a listener hears: the line and a source that plays 10 ms at a time, on a made-up clock. */
class Listener {
  /** Everything played so far, and the silence between. */
  private readonly played: Int16Array[] = [];
  startedMs: number | undefined;
  private readonly line = new VoiceLine();
  private queue = new Int16Array(0);
  private askAtMs = Infinity;
  private readonly busyMs: readonly number[];
  private asked = 0;

  /** @param busyMs how much later than it asked for the line is looked at again */
  constructor(busyMs: readonly number[] = [0]) {
    this.busyMs = busyMs;
  }

  hear(samples: Int16Array, arriving: readonly Arriving[]): void {
    let at = 0;
    const rest = [...arriving];
    for (let nowMs = 0; nowMs < 120_000; nowMs += 1) {
      if (nowMs % 10 === 0) this.sound();
      while (rest[0] && rest[0].atMs <= nowMs) {
        for (let i = 0; i < rest[0].frames && at < samples.length; i++, at += FRAME) {
          const data = samples.slice(at, at + FRAME);
          this.line.push(new AudioFrame(data, RATE, 1, data.length), nowMs);
          this.advance(nowMs);
        }
        rest.shift();
        if (rest.length > 0) continue;
        this.line.complete();
        this.advance(nowMs);
      }
      if (nowMs >= this.askAtMs) this.advance(nowMs);
      if (rest.length === 0 && this.queue.length === 0 && this.line.isEmpty) return;
    }
    throw new Error('it never came to an end');
  }

  private advance(nowMs: number): void {
    const { frames, againInMs } = this.line.due(nowMs, (this.queue.length / RATE) * 1000);
    for (const frame of frames) {
      this.startedMs ??= nowMs;
      this.queue = joined([this.queue, frame.data]);
    }
    const lateMs = this.busyMs[(this.asked += 1) % this.busyMs.length] ?? 0;
    this.askAtMs = againInMs === undefined ? Infinity : nowMs + againInMs + lateMs;
  }

  private sound(): void {
    if (this.startedMs === undefined) return;
    const piece = new Int16Array(RATE / 100);
    piece.set(this.queue.subarray(0, piece.length));
    this.played.push(piece);
    this.queue = this.queue.slice(piece.length);
  }

  get heard(): Int16Array {
    return joined(this.played);
  }
}

function joined(pieces: readonly Int16Array[]): Int16Array<ArrayBuffer> {
  const all = new Int16Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

/** Voice in pieces of some frames at a pace, each late by up to `jitterMs`. */
function dribble(seconds: number, pace: number, frames: number, lateMs: readonly number[] = [0]) {
  const pieces = Math.ceil((seconds * RATE) / (FRAME * frames));
  let lastMs = 0;
  return Array.from({ length: pieces }, (_, i): Arriving => {
    const atMs = (i * frames * 20) / pace + (lateMs[i % lateMs.length] ?? 0);
    lastMs = Math.max(lastMs, atMs);
    return { atMs: lastMs, frames };
  });
}

function listen(
  seconds: number,
  arriving: readonly Arriving[],
  busyMs?: readonly number[],
): Listener {
  const listener = new Listener(busyMs);
  listener.hear(tone(RATE, seconds), arriving);
  return listener;
}

function largestStep(heard: Int16Array): number {
  return heard.reduce((most, value, i) => Math.max(most, Math.abs(value - (heard[i - 1] ?? 0))), 0);
}

/** Stretches of silence longer than a period of the tone, within the sound; samples. */
function holes(heard: Int16Array): number {
  const lastSound = heard.findLastIndex((value) => Math.abs(value) > 50);
  let silent = 0;
  let found = 0;
  for (const value of heard.slice(0, lastSound)) {
    silent = Math.abs(value) <= 50 ? silent + 1 : 0;
    if (silent === Math.round(RATE / 100)) found += 1;
  }
  return found;
}

describe('VoiceLine', () => {
  it('begins within 100 ms of the first frame at 1.5 × real time, and plays every sample', () => {
    for (const frames of [1, 2, 3, 5, 8]) {
      const { startedMs, heard } = listen(4, dribble(4, 1.5, frames));
      expect(startedMs).toBeLessThanOrEqual(110);
      expect(heard.slice(0, RATE * 4)).toEqual(tone(RATE, 4));
    }
  });

  it('plays without a hole at 1.05 × real time, even when pieces come late', () => {
    const whole = tone(RATE, 4);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10 }),
        fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 30 }),
        (frames, lateMs) => {
          const { heard } = listen(4, dribble(4, 1.05, frames, lateMs));
          expect(holes(heard)).toBe(0);
          expect(Buffer.compare(bytesOf(heard.slice(0, whole.length)), bytesOf(whole))).toBe(0);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('makes pauses but no clicks of a voice that comes too slowly', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.3, max: 1.2, noNaN: true }),
        fc.integer({ min: 1, max: 15 }),
        fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 20 }),
        fc.array(fc.integer({ min: 0, max: 35 }), { minLength: 1, maxLength: 20 }),
        (pace, frames, lateMs, busyMs) => {
          const { heard } = listen(3, dribble(3, pace, frames, lateMs), busyMs);
          expect(largestStep(heard)).toBeLessThan(LARGEST_STEP);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('begins softly again when its process was held up and the source ran dry', () => {
    const line = new VoiceLine();
    const push = (atMs: number) =>
      line.push(new AudioFrame(new Int16Array(FRAME).fill(8000), RATE, 1, FRAME), atMs);
    for (let i = 0; i < 40; i++) push(i);
    expect(line.due(100, 0).frames.length).toBeGreaterThan(30);
    push(2000);
    const [first] = line.due(2000, 0).frames;
    expect(first?.data[0]).toBe(0);
    expect(largestStep(first?.data ?? new Int16Array())).toBeLessThan(100);
  });

  it('stalls once or twice, not over and over, at 0.8 × real time', () => {
    const { heard } = listen(8, dribble(8, 0.8, 2));
    expect(holes(heard)).toBeGreaterThan(0);
    expect(holes(heard)).toBeLessThanOrEqual(4);
  });

  it('plays at once what came at once, and what is complete', () => {
    expect(listen(2, [{ atMs: 0, frames: 100 }]).startedMs).toBe(0);
    expect(listen(0.04, [{ atMs: 0, frames: 2 }]).startedMs).toBe(0);
  });

  it('loses nothing: what goes out is as long as what came in', () => {
    const line = new VoiceLine();
    const frame = () => new AudioFrame(new Int16Array(FRAME), RATE, 1, FRAME);
    let out = 0;
    for (let i = 0; i < 50; i++) {
      line.push(frame(), i * 90);
      out += line.due(i * 90, 0).frames.reduce((sum, each) => sum + lengthOf(each), 0);
    }
    line.complete();
    out += line.due(5000, 0).frames.reduce((sum, each) => sum + lengthOf(each), 0);
    expect(out).toBe(1000);
    expect(line.isEmpty).toBe(true);
  });
});
