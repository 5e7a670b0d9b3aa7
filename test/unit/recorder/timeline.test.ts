import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Side } from '../../../src/contract/side.ts';
import { Timeline } from '../../../src/agents/recorder/timeline.ts';

const PIECE_MS = 50;
const PIECE = PIECE_MS * 48;

/** A stretch in which a track delivers: ticks from `fromMs` to `toMs`, messages late by `lateMs`. */
interface Run {
  side: Side;
  fromMs: number;
  toMs: number;
  lateMs?: (tickMs: number) => number;
}

/** A sample tells its time: ms of the true clock, below 30 000 (side b: negative). */
const valueAt = (side: Side, ms: number): number => (Math.floor(ms) + 1) * (side === 'a' ? 1 : -1);

/** Plays runs into a timeline in the order of arrival, with a beat each 200 ms, and collects the result. */
function play(timeline: Timeline, runs: Run[]): Int16Array {
  const events = runs.flatMap((run) => {
    const pieces = piecesOf(run).map(({ ms, arrivedMs }) => {
      const samples = Int16Array.from({ length: PIECE }, (_, index) =>
        valueAt(run.side, ms + index / 48),
      );
      return { atMs: arrivedMs, act: () => timeline.push(run.side, samples, arrivedMs) };
    });
    const endMs = (pieces.at(-1)?.atMs ?? run.fromMs) + 5;
    return [...pieces, { atMs: endMs, act: () => timeline.close(run.side) }];
  });
  const blocks: Int16Array[] = [];
  let beatMs = 0;
  for (const { atMs, act } of events.toSorted((one, other) => one.atMs - other.atMs)) {
    for (; beatMs < atMs; beatMs += 200) blocks.push(timeline.take(beatMs));
    act();
  }
  blocks.push(timeline.finish());
  return Int16Array.from(blocks.flatMap((block) => [...block]));
}

/** The pieces of a run by their start, and when they arrive: in their order, so a prompt one brings all before it. */
function piecesOf({ fromMs, toMs, lateMs }: Run): { ms: number; arrivedMs: number }[] {
  const pieces = [];
  for (let ms = fromMs; ms + PIECE_MS <= toMs; ms += PIECE_MS) {
    const tickMs = ms + PIECE_MS;
    pieces.push({ ms, arrivedMs: tickMs + (lateMs?.(tickMs) ?? 0) });
  }
  for (let index = pieces.length - 2; index >= 0; index -= 1) {
    const [piece, next] = [pieces[index]!, pieces[index + 1]!];
    piece.arrivedMs = Math.min(piece.arrivedMs, next.arrivedMs);
  }
  return pieces;
}

/** What each sample has to be when sample 0 was at `zeroMs`. */
function expectTrue(recorded: Int16Array, runs: Run[], zeroMs: number): void {
  const wrong: string[] = [];
  for (let index = 0; index < recorded.length / 2 && wrong.length < 3; index += 1) {
    const ms = zeroMs + index / 48;
    for (const side of ['a', 'b'] as const) {
      const there = runs.some((run) => {
        const whole = Math.floor((run.toMs - run.fromMs) / PIECE_MS) * PIECE_MS;
        return run.side === side && ms >= run.fromMs && ms < run.fromMs + whole;
      });
      const value = recorded[index * 2 + (side === 'a' ? 0 : 1)];
      const right = there ? valueAt(side, ms + 1e-6) : 0;
      if (value !== right) wrong.push(`${side} at ${ms} ms: ${value} instead of ${right}`);
    }
  }
  expect(wrong).toEqual([]);
}

describe('Timeline', () => {
  it('puts both tracks where they belong to the sample, whoever came first and however messages straggled', () => {
    const late = fc.array(fc.integer({ min: 0, max: 180 }), { minLength: 8, maxLength: 8 });
    const start = fc.integer({ min: 0, max: 70 }).map((ticks) => ticks * 10);
    fc.assert(
      fc.property(start, start, late, (a, b, lateness) => {
        // One message of four is prompt, as on a machine that is busy but not overrun.
        const lateMs = (tickMs: number) =>
          (tickMs / PIECE_MS) % 4 < 1 ? 0 : lateness[Math.floor(tickMs / PIECE_MS) % 8]!;
        const runs: Run[] = [
          { side: 'a', fromMs: a, toMs: a + 3000, lateMs },
          { side: 'b', fromMs: b, toMs: b + 2600, lateMs },
        ];
        const timeline = new Timeline();
        const recorded = play(timeline, runs);
        const zeroMs = timeline.sampleZeroMs!;
        // Sample 0 is a matter of definition; the grid of ticks is not.
        const shift = zeroMs - Math.max(a, b);
        expect(shift).toBeGreaterThanOrEqual(0);
        expect(shift).toBeLessThanOrEqual(400);
        expectTrue(recorded, runs, zeroMs);
        expect(timeline.holes()).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it('goes on with silence for a side that has hung up', () => {
    const runs: Run[] = [
      { side: 'a', fromMs: 0, toMs: 5000 },
      { side: 'b', fromMs: 0, toMs: 2000 },
    ];
    const timeline = new Timeline();
    const recorded = play(timeline, runs);
    expect(recorded.length / 2).toBe(5000 * 48);
    expectTrue(recorded, runs, 0);
    expect(timeline.holes()).toEqual([]);
  });

  it('notes a hole where a track was gone, and goes on at the right place', () => {
    const runs: Run[] = [
      { side: 'a', fromMs: 0, toMs: 8000 },
      { side: 'b', fromMs: 0, toMs: 2000 },
      { side: 'b', fromMs: 4500, toMs: 8000 },
    ];
    const timeline = new Timeline();
    const recorded = play(timeline, runs);
    expectTrue(recorded, runs, 0);
    expect(timeline.holes()).toEqual([{ startMs: 2000, endMs: 4500 }]);
  });

  it('fills the time in which both tracks were gone', () => {
    const runs: Run[] = (['a', 'b'] as const).flatMap((side) => [
      { side, fromMs: 0, toMs: 3000 },
      { side, fromMs: 6000, toMs: 8000 },
    ]);
    const timeline = new Timeline();
    const recorded = play(timeline, runs);
    expectTrue(recorded, runs, 0);
    expect(timeline.holes()).toEqual([{ startMs: 3000, endMs: 6000 }]);
  });

  it('does not wait for a track that stalls without a word, and places it anew', () => {
    const timeline = new Timeline();
    const silent = new Int16Array(PIECE);
    for (let tickMs = PIECE_MS; tickMs <= 9000; tickMs += PIECE_MS) {
      timeline.push('a', silent, tickMs);
      if (tickMs <= 2000 || tickMs > 6000) timeline.push('b', silent, tickMs);
      if (tickMs === 5000) expect(timeline.take(tickMs).length / 2).toBe(5000 * 48);
    }
    timeline.finish();
    expect(timeline.holes()).toEqual([{ startMs: 2000, endMs: 6000 }]);
  });

  it('inserts lost ticks where it is quiet, as many as were lost', () => {
    const timeline = new Timeline();
    const quiet = new Int16Array(PIECE);
    const loud = new Int16Array(PIECE).fill(5000);
    for (let index = 0; index < 160; index += 1) {
      // After 80 pieces (4 s) 30 ticks are lost for good; side a speaks until piece 120.
      const arrivalMs = 50 * (index + 1) + (index < 80 ? 0 : 300);
      timeline.push('a', index < 120 ? loud : quiet, arrivalMs);
      timeline.push('b', quiet, arrivalMs);
    }
    const recorded = timeline.finish();
    expect(recorded.length / 2).toBe((8000 + 300) * 48);
    const firstQuiet = recorded.findIndex((value, index) => index % 2 === 0 && value === 0) / 2;
    expect(firstQuiet).toBe(6000 * 48);
    expect(timeline.holes()).toEqual([
      { startMs: 4800, endMs: 5100 },
      { startMs: 6000, endMs: 6300 },
    ]);
  });

  it('goes on in a file that an earlier process began', () => {
    const runs: Run[] = (['a', 'b'] as const).map((side) => ({ side, fromMs: 7000, toMs: 9000 }));
    const timeline = new Timeline({ resume: { sampleZeroMs: 1000, samples: 4000 * 48 } });
    const recorded = play(timeline, runs);
    expect(timeline.sampleZeroMs).toBe(1000);
    expect(recorded.length / 2).toBe(4000 * 48);
    expectTrue(recorded, runs, 5000);
    expect(timeline.holes()).toEqual([{ startMs: 4000, endMs: 6000 }]);
  });

  it('maps the machine clock to the recording', () => {
    const timeline = new Timeline();
    play(timeline, [
      { side: 'a', fromMs: 100, toMs: 2000 },
      { side: 'b', fromMs: 400, toMs: 2000 },
    ]);
    const still = new Timeline();
    for (let ms = 50; ms <= 3000; ms += 50) {
      still.push('a', new Int16Array(PIECE), ms + 3);
      still.push('b', new Int16Array(PIECE), ms + 4);
    }
    const clock = still.clock()!;
    expect(clock.monotonicMs - clock.recordingMs).toBeCloseTo(still.sampleZeroMs!, 0);
    expect(timeline.clock()).toBeUndefined();
  });

  it('records nothing until both tracks are there', () => {
    const timeline = new Timeline();
    for (let ms = 50; ms <= 5000; ms += 50) timeline.push('a', new Int16Array(PIECE), ms);
    expect(timeline.take(5000).length).toBe(0);
    expect(timeline.sampleZeroMs).toBeUndefined();
    expect(timeline.finish().length).toBe(0);
  });
});
