/** A slow voice in a real room, judged by the samples that a listener gets and that are kept. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tone, TONE } from '../support/tones.ts';
import { flaws, VoiceRoom } from '../support/voice-room.ts';

const RATE = 24_000;
/** The largest step between neighbouring samples of the tone, and a little more. */
const LARGEST_STEP = TONE.level * 32_767 * ((2 * Math.PI * TONE.hz) / RATE) * 1.1 + 4;

describe('a voice that dribbles', () => {
  let room: VoiceRoom;
  beforeAll(async () => {
    room = await VoiceRoom.open();
  });
  afterAll(() => room.close());

  // A machine that is busy for a moment makes holes of its own on the way; a slow start makes them always.
  it.each([20, 100])(
    'at 1.05 × real time, in pieces of %d ms, is heard without a hole or a click',
    { retry: 2 },
    async (pieceMs) => {
      const { turn, stem, heard } = await room.speak(1.05, 5, pieceMs);
      expect(turn).toMatchObject({ playedMs: 5000, interrupted: false });
      expect(stem).toEqual(tone(RATE, 5));
      expect(flaws(heard)).toEqual({ holes: 0, clicks: 0 });
      expect(heard.length).toBeGreaterThan(RATE * 4.9);
    },
  );

  it('at 0.4 × real time makes soft pauses, and knows how long they were', async () => {
    const { turn, stem } = await room.speak(0.4, 4);
    const clicks = stem.filter((value, i) => Math.abs(value - (stem[i - 1] ?? 0)) > LARGEST_STEP);
    expect(clicks).toHaveLength(0);
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
