import { describe, expect, it } from 'vitest';
import { attenuated, loudnessOf, meterOf, settle } from '../../../../src/renderer/monitor/level.ts';

describe('loudnessOf', () => {
  it('is −100 dBFS for silence and for nothing', () => {
    expect(loudnessOf(new Float32Array(512))).toBe(-100);
    expect(loudnessOf(new Float32Array(0))).toBe(-100);
  });

  it('is the root mean square', () => {
    expect(loudnessOf(new Float32Array([1, -1, 1, -1]))).toBeCloseTo(0);
    const sine = Float32Array.from({ length: 4800 }, (_, n) => Math.sin((2 * Math.PI * n) / 48));
    expect(loudnessOf(sine)).toBeCloseTo(-3.01, 1);
  });
});

describe('meterOf', () => {
  it('runs from −60 dBFS to full scale', () => {
    expect([meterOf(-100), meterOf(-60), meterOf(-30), meterOf(0), meterOf(3)]).toEqual([
      0, 0, 0.5, 1, 1,
    ]);
  });
});

describe('attenuated', () => {
  it('subtracts what the gain takes away', () => {
    expect(attenuated(-20, 0.1)).toBeCloseTo(-40);
    expect(attenuated(-20, 1)).toBe(-20);
    expect(attenuated(-20, 0)).toBe(-100);
    expect(attenuated(-95, 0.01)).toBe(-100);
  });
});

describe('settle', () => {
  it('rises at once and falls evenly', () => {
    expect(settle(0.2, 0.9, 16)).toBe(0.9);
    expect(settle(0.9, 0, 100)).toBeCloseTo(0.74);
    expect(settle(0.05, 0, 1000)).toBe(0);
  });
});
