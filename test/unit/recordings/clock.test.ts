import { describe, expect, it } from 'vitest';
import { recordingClock } from '../../../src/main/recordings/clock.ts';

describe('recordingClock', () => {
  it('is straight between points and goes on at the pace of real time', () => {
    const toRecording = recordingClock([
      { monotonicMs: 2000, recordingMs: 900 },
      { monotonicMs: 1000, recordingMs: 0 },
      { monotonicMs: 3000, recordingMs: 1900 },
    ]);
    expect([500, 1000, 1500, 2000, 2500, 4000].map(toRecording)).toEqual([
      -500, 0, 450, 900, 1400, 2900,
    ]);
  });

  it('shifts to a given zero when it knows no point', () => {
    expect(recordingClock([], 700)(1000)).toBe(300);
  });
});
