import { describe, expect, it, vi } from 'vitest';
import { Clock } from '../../../../src/renderer/lanes/clock.ts';
import { describePosition, describeTurn } from '../../../../src/renderer/lanes/describe.ts';
import { runsPath, speakingRuns } from '../../../../src/renderer/lanes/miniature-path.ts';

const speakers = { a: { name: 'Maya' }, b: { name: 'Sam' } };
const turns = [
  { id: '1', side: 'b' as const, startMs: 800, endMs: 4890, interrupted: true, gapMs: null },
  { id: '2', side: 'a' as const, startMs: 4700, endMs: 9000, interrupted: false, gapMs: -190 },
];

describe('the lanes in words', () => {
  it('say position and speakers', () => {
    const say = (ms: number) => describePosition(speakers, turns, ms, 72_000);
    expect(say(0)).toBe('0:00.0 of 1:12.0, nobody speaks');
    expect(say(1000)).toBe('0:01.0 of 1:12.0, Sam speaks');
    expect(say(4800)).toBe('0:04.8 of 1:12.0, Maya and Sam speak');
  });

  it('say a turn', () => {
    expect(turns.map((turn) => describeTurn(speakers, turn))).toEqual([
      'Sam, 0:00.8 to 0:04.8, interrupted',
      'Maya, 0:04.7 to 0:09.0, overlapping by 0.19 s',
    ]);
  });
});

describe('the miniature', () => {
  it('has one run for each stretch of a side', () => {
    expect(speakingRuns('0110331', 'a')).toEqual([
      { from: 1, to: 3 },
      { from: 4, to: 7 },
    ]);
    expect(speakingRuns('0110332', 'b')).toEqual([{ from: 4, to: 7 }]);
    expect(speakingRuns('', 'a')).toEqual([]);
  });

  it('draws each run as a bar', () => {
    expect(runsPath([{ from: 1, to: 3 }], 2, 0, 8)).toBe('M2 0h3.5v8H2z');
  });
});

describe('the clock', () => {
  it('tells who listens, only when it moved', () => {
    const clock = new Clock();
    const listener = vi.fn();
    const off = clock.subscribe(listener);
    clock.set(20);
    clock.set(20);
    off();
    clock.set(40);
    expect(listener).toHaveBeenCalledTimes(1);
    expect(clock.ms).toBe(40);
  });
});
