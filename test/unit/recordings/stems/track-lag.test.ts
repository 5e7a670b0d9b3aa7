import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commonOffset, placedAt, type Lag } from '../../../../src/main/recordings/stems/lag.ts';
import { trackLag } from '../../../../src/main/recordings/stems/track-lag.ts';
import {
  atFineRate,
  heard,
  laid,
  movedBy,
  PER_MS,
  soundOf,
  voice,
  type Edit,
} from './synthetic.ts';

const AT = 2000 * PER_MS;
const MS = 3000;

function track(about: {
  stem: Float32Array;
  recording: Float32Array;
  expected?: number;
}): Promise<Lag[]> {
  const { stem, recording, expected = AT } = about;
  return trackLag({
    stem: soundOf(stem),
    length: stem.length,
    recording: soundOf(recording),
    onset: 0,
    expected,
    pause: async () => {},
  });
}

describe('a stem in a recording', () => {
  const stem = atFineRate(voice(1, MS));

  it('is found to the sample, all along', async () => {
    const lags = await track({ stem, recording: laid(400_000, [AT + 13, stem]) });
    expect(lags.length).toBeGreaterThan(10);
    for (const { offset, coefficient } of lags) {
      expect(offset).toBe(AT + 13);
      expect(coefficient).toBeGreaterThan(0.95);
    }
  });

  it('is found when it is expected a second too early or too late', async () => {
    const recording = laid(400_000, [AT, stem]);
    for (const wrongMs of [-1000, -90, 90, 1000]) {
      const lags = await track({ stem, recording, expected: AT + wrongMs * PER_MS });
      expect(commonOffset(lags)).toBe(AT);
    }
  });

  it('is found when it is softer and noisy, but not upside down', async () => {
    const noise = atFineRate(voice(77, MS)).map((sample) => sample * 0.15);
    const soft = stem.map((sample) => sample * 0.3);
    const lags = await track({
      stem,
      recording: laid(400_000, [AT, soft], [AT + 40, noise.map((sample) => sample * 0.3)]),
    });
    expect(commonOffset(lags)).toBe(AT);
    const inverted = await track({ stem, recording: laid(400_000, [AT, stem.map((x) => -x)]) });
    expect(inverted.filter(({ offset }) => offset === AT)).toEqual([]);
  });

  it('is not found in silence, in another voice, or where nobody looks for it', async () => {
    const other = atFineRate(voice(2, MS));
    for (const recording of [
      laid(400_000),
      laid(400_000, [AT, other]),
      laid(900_000, [AT + 6000 * PER_MS, stem]),
    ]) {
      expect(await track({ stem, recording })).toEqual([]);
    }
  });

  it('is found as far as it was heard', async () => {
    const cut = stem.subarray(0, 1400 * PER_MS);
    const lags = await track({ stem, recording: laid(400_000, [AT, cut]) });
    expect(commonOffset(lags)).toBe(AT);
    expect(lags.at(-1)!.at).toBeGreaterThan(1100 * PER_MS);
    expect(lags.at(-1)!.at).toBeLessThan(1500 * PER_MS);
  });

  it('is found when it is as short as a word', async () => {
    for (const ms of [60, 150, 400]) {
      const short = atFineRate(voice(5, ms));
      const lags = await track({ stem: short, recording: laid(400_000, [AT + 7, short]) });
      expect(commonOffset(lags)).toBe(AT + 7);
    }
  });

  it('is followed where the network stretched or shrank it', async () => {
    for (const ms of [-40, -11, -4, 5, 12, 45]) {
      const edits = [{ atMs: 1500, ms }];
      const lags = await track({ stem, recording: laid(400_000, [AT, heard(stem, edits)]) });
      for (const atMs of [100, 1000, 1300, 1700, 2000, 2900]) {
        const error = placedAt(lags, atMs * PER_MS) - (atMs * PER_MS + AT + movedBy(edits, atMs));
        expect(Math.abs(error), `${ms} ms inserted, at ${atMs}`).toBeLessThanOrEqual(PER_MS);
      }
    }
  });

  it('is found again when the network lost more than half a second of it', async () => {
    const long = atFineRate(voice(9, 6000));
    for (const edit of [
      { atMs: 2500, ms: -700 },
      { atMs: 2500, ms: 600 },
    ]) {
      const lags = await track({
        stem: long,
        recording: laid(600_000, [AT, heard(long, [edit])]),
      });
      for (const atMs of [500, 2000, 3600, 5500]) {
        const error = placedAt(lags, atMs * PER_MS) - (atMs * PER_MS + AT + movedBy([edit], atMs));
        expect(Math.abs(error), `${edit.ms} ms, at ${atMs}`).toBeLessThanOrEqual(PER_MS);
      }
    }
  });

  it('has its first word where it was heard, though the rest came later', async () => {
    const edits = [{ atMs: 150, ms: 30 }];
    const lags = await track({ stem, recording: laid(400_000, [AT, heard(stem, edits)]) });
    expect(Math.abs(placedAt(lags, 0) - AT)).toBeLessThanOrEqual(PER_MS);
    expect(commonOffset(lags)).toBe(AT + 30 * PER_MS);
  });

  it('ends when it is told to', async () => {
    const work = trackLag({
      stem: soundOf(stem),
      length: stem.length,
      recording: soundOf(laid(400_000, [AT, stem])),
      onset: 0,
      expected: AT,
      pause: () => Promise.reject(new Error('late')),
    });
    await expect(work).rejects.toThrow('late');
  });

  it('lets others have their turn before each look, where nothing is found as well', async () => {
    const channel = soundOf(laid(400_000, [AT, atFineRate(voice(2, MS))]));
    let looks = 0;
    let most = 0;
    const lags = await trackLag({
      stem: soundOf(stem),
      length: stem.length,
      recording: {
        ...channel,
        coarse: (from, length) => {
          looks += 1;
          most = Math.max(most, looks);
          return channel.coarse(from, length);
        },
      },
      onset: 0,
      expected: AT,
      pause: async () => void (looks = 0),
    });
    expect([lags, most]).toEqual([[], 1]);
  });

  it('begins where most of it lies, however many lags there are', () => {
    const lag = fc.record({
      at: fc.integer(),
      offset: fc.integer({ min: 0, max: 60 }),
      coefficient: fc.constant(1),
    });
    fc.assert(
      fc.property(fc.array(lag, { minLength: 1, maxLength: 40 }), (lags) => {
        const near = ({ offset }: Lag) =>
          lags
            .map((other) => other.offset)
            .filter((other) => Math.abs(other - offset) <= 0.25 * PER_MS)
            .toSorted((one, other) => one - other);
        const most = Math.max(...lags.map((one) => near(one).length));
        const winner = near(lags.find((one) => near(one).length === most)!);
        expect(commonOffset(lags)).toBe(winner[winner.length >> 1]);
      }),
    );
  });
});

describe('any stem under any jitter buffer', () => {
  const edit = fc.record({
    ms: fc.integer({ min: -30, max: 40 }).filter((ms) => Math.abs(ms) >= 4),
    afterMs: fc.integer({ min: 700, max: 1200 }),
  });

  it('is placed within 5 ms, but for the moments around a jump', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 1000 }),
        fc.integer({ min: -400, max: 400 }),
        fc.array(edit, { maxLength: 4 }),
        async (seed, wrongMs, jumps) => {
          const stem = atFineRate(voice(seed, 5000));
          let atMs = 0;
          const edits: Edit[] = jumps.map(({ ms, afterMs }) => ({ ms, atMs: (atMs += afterMs) }));
          const recording = laid(600_000, [AT, heard(stem, edits)]);
          const lags = await track({ stem, recording, expected: AT + wrongMs * PER_MS });
          for (let ms = 50; ms < 4950; ms += 50) {
            if (edits.some((jump) => Math.abs(jump.atMs - ms) <= 180)) continue;
            const error = placedAt(lags, ms * PER_MS) - (ms * PER_MS + AT + movedBy(edits, ms));
            expect(Math.abs(error), `at ${ms} ms`).toBeLessThanOrEqual(5 * PER_MS);
          }
        },
      ),
      { numRuns: 8 },
    );
  });
});
