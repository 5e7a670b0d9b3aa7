import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Activity } from '../../../src/contract/recorder-messages.ts';
import type { Turn } from '../../../src/contract/conversation.ts';
import type { PerSide, Side } from '../../../src/contract/side.ts';
import { alignTurns, type TurnClaim } from '../../../src/main/recordings/align.ts';

/** The machine's clock when the recording began. */
const ZERO = 5_000_000;
const clock = [
  { monotonicMs: ZERO, recordingMs: 0 },
  { monotonicMs: ZERO + 60_000, recordingMs: 60_000 },
];

interface Spoken {
  side: Side;
  /** True place on the recording. */
  startMs: number;
  /** Lengths: sound, pause, sound, … */
  pieces: number[];
}

const lengthOf = (spoken: Spoken) => spoken.pieces.reduce((sum, piece) => sum + piece, 0);

function spansOf(spoken: Spoken): Activity {
  const spans: Activity = [];
  let at = spoken.startMs;
  spoken.pieces.forEach((piece, index) => {
    if (index % 2 === 0) spans.push([at, at + piece]);
    at += piece;
  });
  return spans;
}

/** The claim that a worker makes of it when its sound needs `delayMs` to the recording. */
function claimOf(spoken: Spoken, id: string, delayMs: number): TurnClaim {
  const startMonotonicMs = ZERO + spoken.startMs - delayMs;
  const playedMs = lengthOf(spoken);
  return {
    id,
    side: spoken.side,
    speaker: spoken.side,
    intended: 'one two three four',
    text: 'one two three four',
    heard: null,
    words: ['one', 'two', 'three', 'four'].map((text, index) => ({
      text,
      startMs: (playedMs * index) / 4,
      endMs: (playedMs * (index + 1)) / 4,
      origin: 'provider' as const,
    })),
    startMonotonicMs,
    endMonotonicMs: startMonotonicMs + playedMs,
    playedMs,
    interrupted: false,
  };
}

function activityOf(turns: Spoken[]): PerSide<Activity> {
  const of = (side: Side) => turns.filter((turn) => turn.side === side).flatMap(spansOf);
  return { a: of('a'), b: of('b') };
}

/** Between two turns of one side, with the other's turn in between, ms. */
const OWN_PAUSE_MS = 200;

/** Turns in alternation, some with pauses inside, with gaps from overlap to long silence. */
const dialogue: fc.Arbitrary<Spoken[]> = fc
  .array(
    fc.record({
      gapMs: fc.integer({ min: -150, max: 1200 }),
      pieces: fc
        .array(fc.integer({ min: 160, max: 1500 }), { minLength: 1, maxLength: 5 })
        .map((pieces) => (pieces.length % 2 === 0 ? pieces.slice(1) : pieces))
        .map((pieces) => pieces.map((piece, index) => (index % 2 === 1 ? piece / 2 + 80 : piece))),
    }),
    { minLength: 2, maxLength: 12 },
  )
  .map((turns) => {
    let at = 1500;
    // Nobody begins a turn before their own last one is over.
    const free = { a: 0, b: 0 };
    return turns.map(({ gapMs, pieces }, index) => {
      const side = index % 2 === 0 ? 'b' : 'a';
      const startMs = Math.max(at + gapMs, free[side]);
      const spoken: Spoken = { side, startMs, pieces };
      at = startMs + lengthOf(spoken);
      free[side] = at + OWN_PAUSE_MS;
      return spoken;
    });
  });

/** From the first sound of the turn to its last, with the pauses that are in the channel, and no others. */
function expectSegments({ segments, startMs, endMs }: Turn, spans: Activity): void {
  if (segments.length === 0) return;
  expect([segments[0]![0], segments.at(-1)![1]]).toEqual([startMs, endMs]);
  const pauses = segments.slice(1).map(([next], index) => [segments[index]![1], next]);
  const inside = spans
    .slice(1)
    .map(([next], index) => [spans[index]![1], next])
    .filter(([from, to]) => from! >= startMs && to! <= endMs);
  expect(pauses).toEqual(inside);
}

describe('alignTurns', () => {
  it('finds every turn within 20 ms, whatever the delay of each side and its jitter', () => {
    const delays = fc.record({
      a: fc.integer({ min: 0, max: 320 }),
      difference: fc.integer({ min: -60, max: 60 }),
      jitter: fc.array(fc.integer({ min: -12, max: 12 }), { minLength: 12, maxLength: 12 }),
    });
    fc.assert(
      fc.property(dialogue, delays, (spoken, { a, difference, jitter }) => {
        const claims = spoken.map((turn, index) => {
          const delayMs = (turn.side === 'a' ? a : Math.max(0, a + difference)) + jitter[index]!;
          return claimOf(turn, String(index), delayMs);
        });
        const turns = alignTurns(claims, activityOf(spoken), clock);
        expect(turns).toHaveLength(spoken.length);
        for (const turn of turns) {
          const truth = spoken[Number(turn.id)]!;
          expect(Math.abs(turn.startMs - truth.startMs)).toBeLessThanOrEqual(20);
          expect(Math.abs(turn.endMs - truth.startMs - lengthOf(truth))).toBeLessThanOrEqual(20);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('keeps order, bounds and words inside of turns for any claims and any sound', () => {
    const spans = fc
      .array(fc.tuple(fc.integer({ min: 80, max: 2000 }), fc.integer({ min: 20, max: 2000 })), {
        maxLength: 20,
      })
      .map((list) => {
        let at = 0;
        return list.map(([pause, sound]): [number, number] => {
          const start = at + pause;
          at = start + sound;
          return [start, at];
        });
      });
    const claim = fc.record({
      side: fc.constantFrom<Side>('a', 'b'),
      startMs: fc.integer({ min: 0, max: 20_000 }),
      pieces: fc.tuple(fc.integer({ min: 0, max: 4000 })),
    });
    fc.assert(
      fc.property(fc.array(claim, { maxLength: 10 }), spans, spans, (list, a, b) => {
        const claims = list.map((spoken, index) => claimOf(spoken, String(index), 80));
        const turns = alignTurns(claims, { a, b }, clock);
        turns.forEach((turn, index) => {
          expect(turn.index).toBe(index);
          expect(turn.endMs).toBeGreaterThanOrEqual(turn.startMs);
          expect(turn.startMs).toBeGreaterThanOrEqual(turns[index - 1]?.startMs ?? 0);
          for (const word of turn.words) {
            expect(word.startMs).toBeGreaterThanOrEqual(turn.startMs);
            expect(word.endMs).toBeLessThanOrEqual(turn.endMs);
          }
          expectSegments(turn, turn.side === 'a' ? a : b);
        });
      }),
    );
  });

  it('does not merge two turns of one side that follow each other closely', () => {
    const spoken: Spoken[] = [
      { side: 'a', startMs: 1000, pieces: [600] },
      { side: 'a', startMs: 1700, pieces: [500, 150, 300] },
    ];
    const claims = spoken.map((turn, index) => claimOf(turn, String(index), 70));
    const turns = alignTurns(claims, activityOf(spoken), clock);
    expect(turns.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
      [1000, 1600],
      [1700, 2650],
    ]);
  });

  it('divides one stretch of sound that two turns of a side share', () => {
    const spoken: Spoken[] = [
      { side: 'a', startMs: 1000, pieces: [600] },
      { side: 'a', startMs: 1600, pieces: [500] },
      { side: 'a', startMs: 4000, pieces: [700] },
    ];
    const claims = spoken.map((turn, index) => claimOf(turn, String(index), 70));
    const turns = alignTurns(
      claims,
      { a: [[1000, 2100], [4000, 4700]], b: [] }, // prettier-ignore
      clock,
    );
    expect(turns.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
      [1000, 1600],
      [1600, 2100],
      [4000, 4700],
    ]);
  });

  it('follows a delay that grows during the call', () => {
    const spoken = Array.from({ length: 20 }, (_, index): Spoken => {
      return { side: 'a', startMs: 1000 + index * 3000, pieces: [700, 150, 400] };
    });
    const claims = spoken.map((turn, index) => claimOf(turn, String(index), 40 + index * 12));
    const turns = alignTurns(claims, activityOf(spoken), clock);
    expect(turns.map((turn) => turn.startMs)).toEqual(spoken.map((turn) => turn.startMs));
    expect(turns.map((turn) => turn.endMs)).toEqual(spoken.map((turn) => turn.startMs + 1250));
  });

  it('moves words with the turn, also when the voice begins with silence', () => {
    const spoken: Spoken = { side: 'b', startMs: 2000, pieces: [800] };
    const claim = claimOf(spoken, 'x', 90);
    claim.startMonotonicMs -= 300;
    claim.playedMs += 300;
    claim.words = claim.words.map((word) => ({
      ...word,
      startMs: word.startMs + 300,
      endMs: word.endMs + 300,
    }));
    const [turn] = alignTurns([claim], activityOf([spoken]), clock);
    expect(turn?.words.map((word) => word.startMs)).toEqual([2000, 2200, 2400, 2600]);
  });

  it('moves words on past a pause in which the voice was late', () => {
    const spoken: Spoken = { side: 'b', startMs: 2000, pieces: [400, 500, 400] };
    const claim = { ...claimOf(spoken, 'x', 50), playedMs: 800 };
    claim.words = claim.words.map((word, index) => ({
      ...word,
      startMs: index * 200,
      endMs: index * 200 + 200,
    }));
    const [turn] = alignTurns([claim], activityOf([spoken]), clock);
    expect(turn?.words.map((word) => word.startMs)).toEqual([2000, 2200, 2900, 3100]);
  });

  it('cuts an interrupted turn to the words that were audible', () => {
    const heard: Spoken = { side: 'b', startMs: 2000, pieces: [500] };
    const claim: TurnClaim = {
      ...claimOf({ ...heard, pieces: [1000] }, 'x', 60),
      playedMs: 560,
      interrupted: true,
    };
    const [turn] = alignTurns([claim], activityOf([heard]), clock);
    expect(turn).toMatchObject({ text: 'one two', startMs: 2000, endMs: 2500, interrupted: true });
    expect(turn?.intended).toBe('one two three four');
    expect(turn?.words.map((word) => word.text)).toEqual(['one', 'two']);
    expect(turn?.segments).toEqual([[2000, 2500]]);
  });

  it('cuts the text between words as the voice counts them, punctuation and all', () => {
    const heard: Spoken = { side: 'b', startMs: 2000, pieces: [500] };
    const claim = claimOf({ ...heard, pieces: [1000] }, 'x', 60);
    const words = claim.words.map((word, index) =>
      index === 0 ? { ...word, text: 'one —' } : word,
    );
    const text = 'one — two three four';
    const cut = { ...claim, text, intended: text, words, playedMs: 560, interrupted: true };
    const [turn] = alignTurns([cut], activityOf([heard]), clock);
    expect(turn?.text).toBe('one — two');
  });

  it('leaves out a turn that was recorded but never audible', () => {
    const spoken: Spoken = { side: 'a', startMs: 2000, pieces: [500] };
    const silent: Spoken = { side: 'a', startMs: 6000, pieces: [500] };
    const claims = [claimOf(spoken, 'heard', 50), claimOf(silent, 'silent', 50)];
    const turns = alignTurns(claims, activityOf([spoken]), clock);
    expect(turns.map((turn) => turn.id)).toEqual(['heard']);
  });

  it('keeps a turn that fell into a hole, or after the end of the recording', () => {
    const spoken: Spoken = { side: 'a', startMs: 2000, pieces: [500] };
    const lost = [6000, 9000].map((startMs): Spoken => ({ side: 'a', startMs, pieces: [500] }));
    const claims = [spoken, ...lost].map((turn, index) => claimOf(turn, String(index), 50));
    const turns = alignTurns(claims, activityOf([spoken]), clock, {
      durationMs: 8000,
      holes: [{ startMs: 5000, endMs: 7000 }],
    });
    expect(turns.map(({ startMs, endMs, text }) => [startMs, endMs, text])).toEqual([
      [2000, 2500, 'one two three four'],
      [6000, 6500, 'one two three four'],
      [9000, 9500, 'one two three four'],
    ]);
  });
});
