import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SETTLE_MS, Segment, TICK_SAMPLES, isQuiet } from '../../../src/agents/recorder/segment.ts';

const PIECE = 5 * TICK_SAMPLES;

/** A run of pieces whose ticks end at 50, 100, … ms and which arrive so much later. */
function run(delays: readonly number[]): Segment {
  const segment = new Segment(50 + delays[0]!);
  delays.forEach((delay, index) => segment.arrived(PIECE, 50 * (index + 1) + delay));
  return segment;
}

describe('Segment', () => {
  it('finds when its first tick was from the promptest arrival, whatever the others did', () => {
    const delays = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 20, maxLength: 60 });
    fc.assert(
      fc.property(delays, fc.nat(7), (list, prompt) => {
        // Messages keep their order: none arrives before the one before it.
        const arrivals = list.map(
          (delay, index) => 50 * (index + 1) + (index === prompt ? 0 : delay),
        );
        for (let index = prompt - 1; index >= 0; index -= 1) {
          arrivals[index] = Math.min(arrivals[index]!, arrivals[index + 1]!);
        }
        fc.pre(arrivals[prompt]! - arrivals[0]! < SETTLE_MS);
        const segment = new Segment(arrivals[0]!);
        for (const arrival of arrivals) segment.arrived(PIECE, arrival);
        expect(segment.originMs).toBe(0);
      }),
    );
  });

  it('owes nothing while frames only arrive late now and then', () => {
    const late = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 80, maxLength: 80 });
    fc.assert(
      fc.property(late, (list) => {
        const delays = list.map((delay, index) => (index % 10 === 0 ? 0 : delay));
        expect(run(delays).owed()).toBe(0);
      }),
    );
  });

  it('owes whole ticks once everything has been later for a second', () => {
    const delays = Array.from({ length: 80 }, (_, index) => (index < 40 ? 0.3 : 140.2));
    expect(run(delays).owed()).toBe(14 * TICK_SAMPLES);
    expect(run(delays.slice(0, 50)).owed()).toBe(0);
  });

  it('owes nothing any more when it has been paid', () => {
    const segment = run(Array.from({ length: 80 }, (_, index) => (index < 40 ? 0 : 140)));
    segment.paid(segment.owed());
    for (let index = 80; index < 120; index += 1) {
      segment.arrived(PIECE, 50 * (index + 1) + 140);
      expect(segment.owed()).toBe(0);
    }
  });
});

describe('isQuiet', () => {
  it('is about −60 dBFS', () => {
    expect(isQuiet(Int16Array.of(0, 32, -32))).toBe(true);
    expect(isQuiet(Int16Array.of(0, -33))).toBe(false);
  });
});
