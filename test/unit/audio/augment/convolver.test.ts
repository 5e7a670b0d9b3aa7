import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Convolver } from '../../../../src/main/audio/augment/convolver.ts';
import { chance, run } from '../support.ts';

/** y[n] = Σ h[k] · x[n + zero − k], as it stands in the book. */
function directly(x: Float32Array, h: Float64Array, zero: number): number[] {
  return Array.from(x, (_, n) => h.reduce((sum, tap, k) => sum + tap * (x[n + zero - k] ?? 0), 0));
}

const noise = (length: number, seed: number) => {
  const next = chance(seed);
  return Float32Array.from({ length }, next);
};

it('does what the formula says, for each side, whatever the pieces and the lengths', () => {
  const lengths = fc.record({
    samples: fc.integer({ min: 1, max: 3000 }),
    taps: fc.integer({ min: 1, max: 400 }),
    zero: fc.nat(399),
    piece: fc.integer({ min: 1, max: 1700 }),
    seed: fc.nat(1000),
  });
  fc.assert(
    fc.property(lengths, ({ samples, taps, zero, piece, seed }) => {
      const response = Float64Array.from(noise(taps, seed));
      const now = Math.min(zero, taps - 1);
      const [x, y] = [noise(samples, seed + 1), noise(samples, seed + 2)];
      const out = run([new Convolver(response, now)], x, y, piece);
      [x, y].forEach((side, at) => {
        const wanted = directly(side, response, now);
        expect(out[at]?.length).toBe(samples);
        expect(
          Math.max(...wanted.map((value, i) => Math.abs(value - (out[at]?.[i] ?? 9)))),
        ).toBeLessThan(1e-4);
      });
    }),
    { numRuns: 25 },
  );
});

it('cuts a long response into parts', () => {
  const response = new Float64Array(30_000);
  response[20_000] = 0.5;
  const x = noise(40_000, 3);
  const [out] = run([new Convolver(response, 0)], x);
  expect(out.length).toBe(40_000);
  for (const i of [0, 10_000, 19_999]) expect(Math.abs(out[i] ?? 9)).toBeLessThan(1e-6);
  for (const i of [20_000, 30_000, 39_999])
    expect(out[i]).toBeCloseTo(0.5 * (x[i - 20_000] ?? 9), 5);
});
