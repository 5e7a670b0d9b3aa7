import { describe, expect, it } from 'vitest';
import { readClock, reportClock } from '../../../../src/renderer/pages/live/live-clock.ts';

describe('the live clock', () => {
  it('goes on between two reports, a little behind what is known', () => {
    const clock = reportClock(undefined, 5000, 100, true);
    expect(readClock(clock, 100)).toBe(4800);
    expect(readClock(clock, 250)).toBe(4950);
    expect(readClock(clock, 300)).toBe(5000);
  });

  it('never runs below the beginning', () => {
    expect(readClock(reportClock(undefined, 0, 0, true), 50)).toBe(0);
  });

  it('waits when the reports stay away', () => {
    const clock = reportClock(undefined, 5000, 0, true);
    expect(readClock(clock, 60_000)).toBe(5000 + 1500 - 200);
  });

  it('evens jitter out: a report 80 ms late moves it by 20 ms', () => {
    const first = reportClock(undefined, 1000, 0, true);
    const second = reportClock(first, 1200, 280, true);
    expect(readClock(second, 280)).toBeCloseTo(1000 + 280 - 20 - 200);
  });

  it('jumps when the difference is real', () => {
    const first = reportClock(undefined, 1000, 0, true);
    expect(readClock(reportClock(first, 9000, 200, true), 200)).toBe(8800);
  });

  it('stands at the end once the recording has ended', () => {
    const first = reportClock(undefined, 1000, 0, true);
    const ended = reportClock(first, 1234, 5000, false);
    expect(readClock(ended, 5000)).toBe(1234);
    expect(readClock(ended, 90_000)).toBe(1234);
  });
});
