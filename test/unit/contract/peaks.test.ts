import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PeakMeter, peakValue } from '../../../src/contract/peaks.ts';

const RATE = 48_000;
const STRETCH = 960;

describe('peakValue', () => {
  it('is linear from silence to full scale', () => {
    expect([0, 64, 16_384, 32_767, 32_768].map(peakValue)).toEqual([0, 0, 128, 255, 255]);
  });
});

describe('PeakMeter', () => {
  it('has one value for each whole 20 ms, whatever pieces the samples come in', () => {
    const samples = fc.array(fc.integer({ min: -32_768, max: 32_767 }), {
      minLength: 2 * STRETCH,
      maxLength: 5 * STRETCH,
    });
    fc.assert(
      fc.property(samples, fc.array(fc.nat(3000), { maxLength: 5 }), (values, cuts) => {
        const meter = new PeakMeter(RATE);
        const told: number[] = [];
        const edges = [0, ...cuts.toSorted((x, y) => x - y), values.length];
        for (const [index, edge] of edges.slice(1).entries()) {
          meter.push(Int16Array.from(values.slice(edges[index], edge)));
          told.push(...meter.take());
        }
        const expected = Array.from({ length: Math.floor(values.length / STRETCH) }, (_, k) =>
          peakValue(
            Math.max(
              ...values.slice(k * STRETCH, (k + 1) * STRETCH).map((value) => Math.abs(value)),
            ),
          ),
        );
        expect(told).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });

  it('reads one channel of interleaved samples', () => {
    const stereo = Int16Array.from({ length: 2 * STRETCH }, (_, i) => (i % 2 === 0 ? 32_767 : 0));
    const [left, right] = [new PeakMeter(RATE), new PeakMeter(RATE)];
    left.push(stereo, 0, 2);
    right.push(stereo, 1, 2);
    expect([left.take(), right.take()]).toEqual([[255], [0]]);
  });
});
