import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Resampler } from '../../../src/rehearsal/voice/resampler.ts';

const sine = (hz: number, rate: number): Float32Array<ArrayBuffer> =>
  Float32Array.from(
    { length: rate },
    (_, index) => 0.5 * Math.sin((2 * Math.PI * hz * index) / rate),
  );

function resample(
  samples: Float32Array,
  from: number,
  to: number,
  sizes: readonly number[],
): number[] {
  const resampler = new Resampler(from, to);
  const result: number[] = [];
  let at = 0;
  for (let turn = 0; at < samples.length; turn += 1) {
    const size = sizes[turn % sizes.length]!;
    result.push(...resampler.push(samples.subarray(at, at + size)));
    at += size;
  }
  return [...result, ...resampler.flush()];
}

/** Signal-to-error ratio in dB against the exact sine, without the edges. */
function quality(hz: number, from: number, to: number): number {
  const result = resample(sine(hz, from), from, to, [from]);
  const exact = sine(hz, to);
  let signal = 0;
  let error = 0;
  for (let index = 200; index < result.length - 200; index += 1) {
    signal += exact[index]! ** 2;
    error += (exact[index]! - result[index]!) ** 2;
  }
  return 10 * Math.log10(signal / error);
}

describe('Resampler', () => {
  it.each([100, 997, 3000, 7000])('is exact at %i Hz from espeak-ng to 24 kHz', (hz) => {
    expect(quality(hz, 22_050, 24_000)).toBeGreaterThan(80);
  });

  it('keeps what would alias out', () => {
    const result = resample(sine(10_500, 48_000), 48_000, 16_000, [4800]).slice(200, -200);
    expect(Math.max(...result.map(Math.abs))).toBeLessThan(0.5e-3);
  });

  it('keeps the length', () => {
    expect(
      Math.abs(resample(sine(440, 22_050), 22_050, 24_000, [2206]).length - 24_000),
    ).toBeLessThan(3);
  });

  it('does not depend on how the stream is cut', () => {
    const samples = sine(1234, 8000);
    const whole = resample(samples, 22_050, 24_000, [8000]);
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 5 }),
        (sizes) => {
          expect(resample(samples, 22_050, 24_000, sizes)).toEqual(whole);
        },
      ),
      { numRuns: 25 },
    );
  });
});
