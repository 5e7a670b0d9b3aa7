import { describe, expect, it } from 'vitest';
import { axisTicks } from '../../../../src/renderer/lanes/ticks.ts';

const labels = (fromMs: number, toMs: number, width = 1000) =>
  axisTicks({ fromMs, toMs }, width).map((tick) => tick.label);

describe('times on the axis', () => {
  it('stand on round seconds', () => {
    expect(labels(0, 18_000, 400)).toEqual(['0:00', '0:05', '0:10', '0:15']);
  });

  it('show tenths when one is that close', () => {
    expect(labels(13_950, 14_950, 500)).toEqual(['0:14.0', '0:14.2', '0:14.4', '0:14.6', '0:14.8']);
  });

  it('show hours', () => {
    expect(labels(3_500_000, 7_300_000, 400)).toEqual([
      '1:00:00',
      '1:15:00',
      '1:30:00',
      '1:45:00',
      '2:00:00',
    ]);
  });

  it('keep their distance at every width', () => {
    for (const width of [50, 300, 640, 2000]) {
      const ticks = axisTicks({ fromMs: 777, toMs: 98_765 }, width, 72);
      const gaps = ticks.slice(1).map((tick, index) => tick.ms - ticks[index]!.ms);
      for (const gap of gaps) expect((gap / 97_988) * width).toBeGreaterThanOrEqual(72);
    }
  });
});
