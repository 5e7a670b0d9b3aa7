import { initializeLogger } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';
import fc from 'fast-check';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { TrackOutput } from '../../../src/agents/side/track-output.ts';
import type { TurnEnded } from '../../../src/agents/side/turn-events.ts';
import { attachNote } from '../../../src/agents/speech/synthesis-note.ts';
import { tone, TONE } from '../../support/tones.ts';
import { MADE_UP_TIME, MadeUpSource } from './made-up-source.ts';

/* A voice that comes at any pace, from its frames to the last sample in the source, on a made-up clock. */

const RATE = 24_000;
const FRAME = 480;
/** The largest step between neighbouring samples of the tone, and a little more. */
const LARGEST_STEP = TONE.level * 32_767 * ((2 * Math.PI * TONE.hz) / RATE) * 1.1 + 4;

interface Pace {
  /** × real time */
  pace: number;
  /** How many frames of 20 ms come at a time. */
  frames: number;
  /** Pieces are late by these, one after the other. */
  lateMs?: readonly number[];
}

/** When the voice has begun after its first frame, what was heard of it, and the turn. */
async function speak(seconds: number, { pace, frames, lateMs = [0] }: Pace) {
  const source = new MadeUpSource();
  const ended = Promise.withResolvers<TurnEnded>();
  const startedAtMs: number[] = [];
  const beganMs = performance.now();
  const events = {
    onTurnStarted: () => startedAtMs.push(performance.now() - beganMs),
    onTurnWords: () => {},
    onTurnEnded: ended.resolve,
  };
  const output = new TrackOutput({ source, events });
  output.open();
  let feeding: Promise<unknown> = Promise.resolve();
  const progress = { over: false };
  void ended.promise.then(() => (progress.over = true));
  const samples = tone(RATE, seconds);
  const pieces = Math.ceil(samples.length / (FRAME * frames));
  for (let nowMs = 0, piece = 0; !progress.over; nowMs++) {
    for (; piece < pieces && dueMs(piece) <= nowMs; piece++) feed(piece);
    if (nowMs % 10 === 0) source.play();
    await vi.advanceTimersByTimeAsync(1);
    if (nowMs > 120_000) throw new Error('it never came to an end');
  }
  await output.close();
  return {
    turn: await ended.promise,
    heard: source.heard,
    startedMs: startedAtMs[0] ?? Number.NaN,
  };

  function dueMs(piece: number): number {
    return (piece * frames * 20) / pace + (lateMs[piece % lateMs.length] ?? 0);
  }

  function feed(piece: number): void {
    for (let i = piece * frames; i < (piece + 1) * frames && i * FRAME < samples.length; i++) {
      const frame = new AudioFrame(samples.slice(i * FRAME, (i + 1) * FRAME), RATE, 1, FRAME);
      if (i === 0) attachNote(frame, { text: 'A tone.' });
      if ((i + 1) * FRAME >= samples.length) attachNote(frame, { end: 'whole' });
      feeding = feeding.then(() => output.captureFrame(frame));
    }
    if (piece === pieces - 1) void feeding.then(() => output.flush());
  }
}

function largestStep(samples: Int16Array): number {
  return samples.reduce((most, value, i) =>
    Math.max(most, Math.abs(value - (samples[i - 1] ?? 0))),
  );
}

describe('a voice at any pace', () => {
  beforeAll(() => initializeLogger({ pretty: false, level: 'silent' }));
  beforeEach(() => {
    vi.useFakeTimers(MADE_UP_TIME);
  });
  afterEach(() => vi.useRealTimers());

  it.each([1, 3, 5, 8])(
    'at 1.5 × real time, %d frames at a time, begins within 150 ms and loses nothing',
    async (frames) => {
      const { startedMs, heard, turn } = await speak(2, { pace: 1.5, frames });
      expect(startedMs).toBeLessThanOrEqual(110);
      expect(heard.length).toBeGreaterThan(RATE * 1.99);
      expect(heard).toEqual(tone(RATE, 2).subarray(0, heard.length));
      expect(turn).toMatchObject({ playedMs: 2000, interrupted: false });
    },
  );

  it('at 1.05 × real time is heard without a hole, however unsteady', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 10 }),
        fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 20 }),
        async (frames, lateMs) => {
          const { heard, turn } = await speak(2, { pace: 1.05, frames, lateMs });
          expect(turn.playedMs).toBe(2000);
          expect(heard.length).toBeGreaterThan(RATE * 1.99);
          expect(heard).toEqual(tone(RATE, 2).subarray(0, heard.length));
        },
      ),
      { numRuns: 12 },
    );
  });

  it('at a pace too slow makes pauses, but no step in what is heard', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: 0.3, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 15 }),
        fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 1, maxLength: 10 }),
        async (pace, frames, lateMs) => {
          const { heard, turn } = await speak(1.5, { pace, frames, lateMs });
          expect(largestStep(heard)).toBeLessThan(LARGEST_STEP);
          // The turn knows how long it was, pauses and all; the source plays in steps of 10 ms.
          const heardMs = (heard.length / RATE) * 1000;
          expect(Math.abs(turn.playedMs - heardMs)).toBeLessThanOrEqual(25);
          expect(turn.interrupted).toBe(false);
        },
      ),
      { numRuns: 12 },
    );
  });
});
