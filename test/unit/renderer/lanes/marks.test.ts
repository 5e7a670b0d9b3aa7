import { describe, expect, it } from 'vitest';
import { axisLabels } from '../../../../src/renderer/lanes/labels.ts';
import { markLabel, timingMarks } from '../../../../src/renderer/lanes/marks.ts';
import type { LaneTurn } from '../../../../src/renderer/lanes/types.ts';

function turn(side: 'a' | 'b', startMs: number, endMs: number, gapMs: number | null): LaneTurn {
  return { id: `${side}${startMs}`, side, startMs, endMs, gapMs, interrupted: false };
}

const call = [
  turn('b', 800, 4890, null),
  turn('a', 5100, 10_220, 210),
  turn('b', 10_400, 14_340, 180),
  turn('a', 14_000, 16_960, -340),
];

describe('marks on the axis', () => {
  it('are the gaps where the floor changes hands, and the overlaps', () => {
    expect(timingMarks(call)).toEqual([
      { kind: 'gap', fromMs: 4890, toMs: 5100 },
      { kind: 'gap', fromMs: 10_220, toMs: 10_400 },
      { kind: 'overlap', fromMs: 14_000, toMs: 14_340 },
    ]);
  });

  it('find an overlap within a long turn, where the floor does not change hands', () => {
    const marks = timingMarks([
      turn('a', 0, 20_000, null),
      turn('b', 3000, 3500, null),
      turn('b', 9000, 9400, null),
    ]);
    expect(marks.map((mark) => [mark.fromMs, mark.toMs])).toEqual([
      [3000, 3500],
      [9000, 9400],
    ]);
  });

  it('are not made of turns that only touch', () => {
    expect(timingMarks([turn('a', 0, 1000, null), turn('b', 1000, 2000, 0)])).toEqual([]);
  });

  it('say their length', () => {
    expect(timingMarks(call).map(markLabel)).toEqual(['0.21 s', '0.18 s', 'overlap 0.34 s']);
  });
});

describe('texts on the axis', () => {
  const view = { fromMs: 0, toMs: 20_000 };
  const marks = timingMarks(call);
  const measure = (text: string) => text.length * 6;
  const ticks = [0, 5000, 10_000, 14_000, 15_000].map((ms) => ({ ms, label: `0:${ms / 1000}` }));
  const labels = axisLabels(ticks, marks, view, 1000, measure);

  it('give way to an overlap', () => {
    const texts = labels.map((label) => label.text);
    expect(texts).toContain('overlap 0.34 s');
    expect(texts).not.toContain('0:14');
    expect(texts).toContain('0:10');
  });

  it('never touch each other nor leave the picture', () => {
    const places = [...labels].sort((one, other) => one.x - other.x);
    places.slice(1).forEach((label, index) => {
      expect(label.x).toBeGreaterThanOrEqual(places[index]!.x + places[index]!.width);
    });
    expect(places[0]!.x).toBeGreaterThanOrEqual(0);
    expect(places.at(-1)!.x + places.at(-1)!.width).toBeLessThanOrEqual(1000);
  });

  it('name a gap only where it is as wide as its text', () => {
    expect(labels.some((label) => label.kind === 'gap')).toBe(false);
    const close = axisLabels([], marks, { fromMs: 4500, toMs: 5500 }, 1000, measure);
    expect(close.map((label) => label.text)).toEqual(['0.21 s']);
  });
});
