import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Turn } from '../../../src/contract/conversation.ts';
import type { Activity } from '../../../src/contract/recorder-messages.ts';
import { withGaps } from '../../../src/main/recordings/gaps.ts';
import { overlapMs, percentile } from '../../../src/contract/figures.ts';
import { computeMetrics } from '../../../src/main/recordings/metrics.ts';

function turn(side: 'a' | 'b', startMs: number, endMs: number, more: Partial<Turn> = {}): Turn {
  return {
    id: `${side}${startMs}`,
    index: 0,
    side,
    speaker: side,
    text: '',
    intended: '',
    heard: null,
    startMs,
    endMs,
    interrupted: false,
    words: [],
    segments: [],
    gapMs: null,
    ...more,
  };
}

describe('withGaps', () => {
  it('measures floor transfers from the end of the other side to the start of this turn', () => {
    const turns = withGaps([turn('b', 500, 2000), turn('a', 2300, 4000), turn('b', 3900, 5000)]);
    expect(turns.map(({ gapMs }) => gapMs)).toEqual([null, 300, -100]);
  });

  it('sees no transfer when the same side goes on, nor in a backchannel', () => {
    const turns = withGaps([
      turn('b', 500, 2000),
      turn('b', 2400, 5000),
      turn('a', 3000, 3300),
      turn('b', 5400, 6000),
      turn('a', 6200, 7000),
    ]);
    expect(turns.map(({ gapMs }) => gapMs)).toEqual([null, null, null, null, 200]);
  });
});

describe('percentile', () => {
  it('interpolates between the nearest ranks', () => {
    expect(percentile([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(percentile([10, 20, 30, 40, 50], 0.95)).toBeCloseTo(48);
    expect(percentile([7], 0.95)).toBe(7);
    expect(percentile([], 0.5)).toBeNull();
  });

  it('lies within the values and grows with the share', () => {
    const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 });
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(values, share, share, (list, one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        const [below, above] = [percentile(list, low)!, percentile(list, high)!];
        expect(below).toBeLessThanOrEqual(above + 1e-6);
        expect(below).toBeGreaterThanOrEqual(Math.min(...list) - 1e-6);
        expect(above).toBeLessThanOrEqual(Math.max(...list) + 1e-6);
      }),
    );
  });
});

describe('overlapMs', () => {
  const spans = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 })))
    .map((list) => {
      let at = 0;
      return list.map(([pause, sound]): [number, number] => {
        const start = at + pause;
        at = start + sound;
        return [start, at];
      });
    });

  it('is what counting every millisecond gives', () => {
    const open = (list: Activity, ms: number) => list.some(([from, to]) => ms >= from && ms < to);
    fc.assert(
      fc.property(spans, spans, (one, other) => {
        let counted = 0;
        for (let ms = 0; ms < 1000; ms += 1) if (open(one, ms) && open(other, ms)) counted += 1;
        const within = (list: Activity) => list.filter(([, to]) => to <= 1000);
        fc.pre(within(one).length === one.length && within(other).length === other.length);
        expect(overlapMs(one, other)).toBe(counted);
        expect(overlapMs(other, one)).toBe(counted);
      }),
    );
  });
});

describe('computeMetrics', () => {
  it('puts the figures of a conversation together', () => {
    const turns = withGaps([
      turn('b', 500, 2000, { text: 'Hello, how can I help?', heard: 'hello how can i help' }),
      turn('a', 2300, 4000, { text: "I'm late.", heard: 'I am late' }),
      turn('b', 3800, 5000, { interrupted: true, text: 'never heard' }),
    ]);
    const metrics = computeMetrics({
      turns,
      activity: { a: [[2300, 4000]], b: [[500, 2000], [3800, 5000]] }, // prettier-ignore
      dispatchMonotonicMs: 9_000,
      sampleZeroMonotonicMs: 9_340,
    });
    expect(metrics).toEqual({
      firstSpeechMs: 840,
      gapMedianMs: 50,
      gapP95Ms: 275,
      overlapMs: 200,
      interruptions: 1,
      heardWer: 2 / 7,
      turnCount: 3,
      speechMs: { a: 1700, b: 2700 },
    });
  });

  it('knows nothing of a conversation in which nothing was heard', () => {
    const metrics = computeMetrics({
      turns: [],
      activity: { a: [], b: [] },
      dispatchMonotonicMs: 9_000,
      sampleZeroMonotonicMs: null,
    });
    expect(metrics).toMatchObject({
      gapMedianMs: null,
      heardWer: null,
      overlapMs: 0,
      turnCount: 0,
    });
  });
});
