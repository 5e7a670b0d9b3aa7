import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bestFit,
  correlation,
  correlationHere,
} from '../../../../src/main/recordings/stems/correlate.ts';
import { decimate, interpolate, reachOf } from '../../../../src/main/recordings/stems/resample.ts';

/** A tone whose sample 0 is `before` samples after the start. */
function tone(hz: number, rate: number, before: number, length: number): Float32Array {
  return Float32Array.from({ length }, (_, index) =>
    Math.sin((2 * Math.PI * hz * (index - before)) / rate),
  );
}

describe('resampling', () => {
  it.each([
    [2, 24_000],
    [3, 16_000],
    [6, 8000],
    [1, 48_000],
  ])('to %d times the rate moves nothing in time', (up, rate) => {
    for (const hz of [200, 1000, 3000]) {
      const reach = reachOf({ up });
      const made = interpolate(tone(hz, rate, reach, 400 + 2 * reach), up);
      const ideal = tone(hz, rate * up, 0, 400 * up);
      expect(made.length).toBe(ideal.length);
      made.forEach((sample, index) => expect(Math.abs(sample - ideal[index]!)).toBeLessThan(0.01));
    }
  });

  it.each([
    [6, 48_000],
    [3, 24_000],
  ])('to every %dth sample moves nothing either, and lets no high tone through', (down, rate) => {
    const reach = reachOf({ down });
    const length = 600 * down + 2 * reach;
    const low = decimate(tone(1000, rate, reach, length), down);
    const ideal = tone(1000, 8000, 0, 600);
    expect(low.length).toBe(ideal.length);
    low.forEach((sample, index) => expect(Math.abs(sample - ideal[index]!)).toBeLessThan(0.01));
    const high = decimate(tone(7000, rate, reach, length), down);
    expect(Math.max(...high.map(Math.abs))).toBeLessThan(0.01);
  });
});

describe('correlation', () => {
  const samples = (least: number, most: number) =>
    fc
      .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: least, maxLength: most })
      .map((values) => Float32Array.from(values));

  it('is the same by transform and by hand', () => {
    fc.assert(
      fc.property(samples(20, 60), samples(60, 200), (template, signal) => {
        const loud = template.map((sample) => sample + 0.1);
        const noisy = signal.map((sample, index) => sample + (index % 3 === 0 ? 0.2 : -0.1));
        const one = correlation(loud, noisy);
        const other = correlationHere(loud, noisy);
        expect(one.length).toBe(noisy.length - loud.length + 1);
        one.forEach((value, at) => expect(value).toBeCloseTo(other[at]!, 3));
      }),
    );
  });

  it('is nothing where there is silence, and at no place of what is too short', () => {
    expect([...correlation(new Float32Array(4), new Float32Array(8).fill(1))]).toEqual(
      Array.from({ length: 5 }, () => 0),
    );
    expect([...correlation(new Float32Array(4).fill(1), new Float32Array(5))]).toEqual([0, 0]);
    expect(correlation(new Float32Array(9).fill(1), new Float32Array(8)).length).toBe(0);
  });

  it('prefers what is expected to what is only a little better', () => {
    const coefficients = Float32Array.from([0.1, 0.9, 0.1, 0.1, 0.1, 0.95]);
    expect(bestFit(coefficients).at).toBe(5);
    expect(bestFit(coefficients, [1], 2).at).toBe(1);
    expect(bestFit(coefficients, [0, 4], 4).at).toBe(5);
    expect(bestFit(Float32Array.from([0.1, 0.8, 0.1, 0.1, 0.1, 0.95]), [1], 2).at).toBe(5);
  });
});
