import { describe, expect, it } from 'vitest';
import {
  gapHistogram,
  liveStatistics,
} from '../../../../src/renderer/pages/live/live-statistics.ts';
import { liveTurn } from './samples.ts';

describe('liveStatistics', () => {
  it('has nothing to say before somebody spoke', () => {
    expect(liveStatistics([])).toEqual({
      gapMedianMs: null,
      gapP95Ms: null,
      overlapMs: 0,
      interruptions: 0,
      turnCount: 0,
      gaps: [],
    });
  });

  it('counts gaps, overlap and interruptions', () => {
    const found = liveStatistics([
      liveTurn('1', 'b', 0, 5000),
      liveTurn('2', 'a', 5200, 9000, { gapMs: 200 }),
      liveTurn('3', 'b', 9400, 14_000, { gapMs: 400, interrupted: true }),
      liveTurn('4', 'a', 13_660, 16_000, { gapMs: -340 }),
      liveTurn('5', 'b', 16_200, 17_000, { gapMs: 200, open: true }),
    ]);
    expect(found.gapMedianMs).toBe(200);
    expect(found.gapP95Ms).toBeCloseTo(370);
    expect(found.overlapMs).toBe(340);
    expect(found.interruptions).toBe(1);
    expect(found.turnCount).toBe(4);
  });
});

describe('gapHistogram', () => {
  it('counts every gap once; what lies outside in the outermost bar', () => {
    const bins = gapHistogram([-9000, -340, 200, 210, 250, 9000]);
    expect(bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(6);
    expect(bins[0]).toMatchObject({ fromMs: -500, count: 1 });
    expect(bins.at(-1)).toMatchObject({ toMs: 1000, count: 1 });
    expect(bins.find((bin) => bin.fromMs === 200)).toMatchObject({ count: 3, median: true });
    expect(bins.filter((bin) => bin.median)).toHaveLength(1);
  });

  it('marks no median without gaps', () => {
    expect(gapHistogram([]).some((bin) => bin.median)).toBe(false);
  });
});
