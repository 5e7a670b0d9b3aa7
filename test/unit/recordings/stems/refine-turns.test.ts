import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Turn } from '../../../../src/contract/conversation.ts';
import type { Activity } from '../../../../src/contract/recorder-messages.ts';
import type { Lag } from '../../../../src/main/recordings/stems/lag.ts';
import type { LocatedStem, StemClaim } from '../../../../src/main/recordings/stems/locate-stems.ts';
import { refineTurns } from '../../../../src/main/recordings/stems/refine-turns.ts';
import { claimsOf, turnsOf, type PlayedTurn } from './stem-files.ts';
import { PER_MS } from './synthetic.ts';

const ONE: PlayedTurn = { side: 'a', seed: 1, atMs: 1000, lengthMs: 2000 };

/** Lags every 100 ms, moved by so many ms from a moment of the turn on. */
function lagsOf(lengthMs: number, offsetMs: (atMs: number) => number | undefined): Lag[] {
  return Array.from({ length: lengthMs / 100 + 1 }, (_, index) => index * 100).flatMap((atMs) => {
    const ms = offsetMs(atMs);
    return ms === undefined ? [] : [{ at: atMs * PER_MS, offset: ms * PER_MS, coefficient: 1 }];
  });
}

function stemOf(claim: StemClaim, lags: Lag[]): LocatedStem {
  const part = claim.stem!;
  const last = part.samples * 2;
  return { turnId: claim.id, side: claim.side, part, onset: 0, last, first: 0, lags };
}

function refineOne(options: {
  played?: PlayedTurn;
  wrongMs?: number;
  offsetMs: (atMs: number) => number | undefined;
  activity?: Activity;
}): { before: Turn; after: Turn } {
  const { played = ONE, wrongMs = 0, offsetMs, activity = [] } = options;
  const claims = claimsOf([played]);
  const turns = turnsOf([played], claims, wrongMs);
  const stems = [stemOf(claims[0]!, lagsOf(played.lengthMs, offsetMs))];
  const [after] = refineTurns(turns, claims, stems, { a: activity, b: [] });
  return { before: turns[0]!, after: after! };
}

const starts = (turn: Turn) => turn.words.map(({ startMs }) => Math.round(startMs));

describe('turns by their stems', () => {
  it('leaves everything as it is where nothing is certain', () => {
    const { before, after } = refineOne({ offsetMs: () => undefined, wrongMs: 300 });
    expect(after).toEqual(before);
    expect(refineTurns([before], [], [], { a: [], b: [] })).toEqual([before]);
  });

  it('keeps edges that were measured, and moves words to where they were heard', () => {
    const { before, after } = refineOne({ wrongMs: 20, offsetMs: () => 1000 });
    expect([after.startMs, after.endMs]).toEqual([before.startMs, before.endMs]);
    expect(starts(after)).toEqual([1020, 1500, 2000, 2500]);
  });

  it('moves words behind a stretch of the network, and not those before it', () => {
    const { after } = refineOne({ offsetMs: (atMs) => (atMs < 950 ? 1000 : 1045) });
    expect(starts(after)).toEqual([1000, 1500, 2045, 2545]);
  });

  it('replaces edges that were taken from another sound, and their segments', () => {
    const activity: Activity = [
      [500, 700],
      [1003, 1800],
      [1900, 2996],
    ];
    const { after } = refineOne({ wrongMs: -400, offsetMs: () => 1000, activity });
    expect([after.startMs, after.endMs]).toEqual([1000, 3000]);
    expect(after.segments).toEqual(activity.slice(1));
    expect(starts(after)).toEqual([1000, 1500, 2000, 2500]);
  });

  it('does not guess an edge far from where the stem is known', () => {
    const { before, after } = refineOne({
      wrongMs: -400,
      offsetMs: (atMs) => (atMs >= 800 && atMs <= 1200 ? 1000 : undefined),
    });
    expect([after.startMs, after.endMs]).toEqual([before.startMs, before.endMs]);
  });

  it('cuts an interrupted turn to the words that were heard', () => {
    const played = { ...ONE, heardMs: 1100 };
    const { after } = refineOne({ played, offsetMs: (at) => (at > 1100 ? undefined : 1000) });
    expect(after.text).toBe('w0 w1');
    expect(after.words.map(({ text }) => text)).toEqual(['w0', 'w1']);
    expect(after.endMs).toBe(2100);
  });

  it('says anew how long the gaps are, and keeps turns of one side apart', () => {
    const played: PlayedTurn[] = [
      ONE,
      { side: 'b', seed: 2, atMs: 3200, lengthMs: 1000 },
      { side: 'a', seed: 3, atMs: 4500, lengthMs: 1000 },
    ];
    const claims = claimsOf(played);
    const turns = turnsOf(played, claims);
    turns[0] = { ...turns[0]!, endMs: 4700, segments: [[1000, 4700]] };
    const stems = [
      stemOf(
        claims[1]!,
        lagsOf(1000, () => 3300),
      ),
    ];
    const refined = refineTurns(turns, claims, stems, { a: [], b: [[3300, 4300]] });
    expect(refined.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
      [1000, 4500],
      [3300, 4300],
      [4500, 5500],
    ]);
    expect(refined[0]?.segments).toEqual([[1000, 4500]]);
  });

  it('never makes words that are out of order or outside of their turn', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.integer({ min: -2000, max: 4000 })), {
          minLength: 21,
          maxLength: 21,
        }),
        fc.integer({ min: -900, max: 900 }),
        fc.boolean(),
        (offsets, wrongMs, interrupted) => {
          const played = interrupted ? { ...ONE, heardMs: 1500 } : ONE;
          const offsetMs = (atMs: number) => offsets[atMs / 100] ?? undefined;
          const { after } = refineOne({ played, wrongMs, offsetMs });
          expect(after.endMs).toBeGreaterThanOrEqual(after.startMs);
          let at = after.startMs;
          for (const { startMs, endMs } of after.words) {
            expect(startMs).toBeGreaterThanOrEqual(at);
            expect(endMs).toBeGreaterThanOrEqual(startMs);
            expect(endMs).toBeLessThanOrEqual(after.endMs);
            at = startMs;
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
