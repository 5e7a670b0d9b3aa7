/**
 * A slow voice in a real room: what is kept of it and what a listener gets. Only what holds on a busy machine
 * too is asked for here; that there is no hole and no click at which pace is proven on a made-up clock in
 * test/unit/agents/track-output-pace.test.ts, and measured by test/bench/speech.bench.ts.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tone } from '../support/tones.ts';
import { toneShare, VoiceRoom } from '../support/voice-room.ts';

const RATE = 24_000;

describe('a voice that dribbles', () => {
  let room: VoiceRoom;
  beforeAll(async () => {
    room = await VoiceRoom.open();
  });
  afterAll(() => room.close());

  it.each([20, 100])('at 1.05 × real time, in pieces of %d ms, is heard', async (pieceMs) => {
    const { turn, stem, heard } = await room.speak(1.05, 3, pieceMs);
    expect(turn.interrupted).toBe(false);
    expect(turn.playedMs).toBeGreaterThanOrEqual(3000);
    expect((stem.length / RATE) * 1000).toBeCloseTo(turn.playedMs, 0);
    // Whether it stalled or not: all of it was said.
    if (turn.playedMs === 3000) expect(stem).toEqual(tone(RATE, 3));
    expect(stem.filter((value) => value !== 0).length).toBeGreaterThan(RATE * 2.8);
    expect(heard.length).toBeGreaterThan(RATE * 2.8);
    expect(toneShare(heard)).toBeGreaterThan(0.8);
  });

  it('at 0.4 × real time makes pauses, and knows how long they were', async () => {
    const { turn, stem } = await room.speak(0.4, 4);
    expect(turn.interrupted).toBe(false);
    expect(turn.playedMs).toBeGreaterThan(4100);
    expect(Math.abs((stem.length / RATE) * 1000 - turn.playedMs)).toBeLessThan(1);
    expect(turn.words.at(-1)!.endMs).toBeCloseTo(turn.playedMs, -1);
    // No word begins in a pause.
    for (const { startMs } of turn.words) {
      const from = Math.round((startMs * RATE) / 1000);
      expect(stem.subarray(from, from + RATE / 20).some((value) => value !== 0)).toBe(true);
    }
  });
});
