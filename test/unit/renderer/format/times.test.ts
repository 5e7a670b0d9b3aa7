import { describe, expect, it } from 'vitest';
import {
  formatClock,
  formatClockTenths,
  formatDuration,
  formatGap,
  formatSeconds,
} from '../../../../src/renderer/format/times.ts';

describe('formatClock', () => {
  it.each([
    [0, '0:00'],
    [5_100, '0:05'],
    [59_999, '0:59'],
    [72_000, '1:12'],
    [3_723_000, '1:02:03'],
    [-20, '0:00'],
  ])('shows %d ms as %s', (ms, text) => expect(formatClock(ms)).toBe(text));

  it('shows a dash where there is no value', () => {
    expect([null, undefined, Number.NaN].map((ms) => formatClock(ms))).toEqual(['–', '–', '–']);
  });
});

describe('formatClockTenths', () => {
  it.each([
    [800, '0:00.8'],
    [5_199, '0:05.1'],
    [59_999, '0:59.9'],
    [3_600_000, '1:00:00.0'],
  ])('shows %d ms as %s', (ms, text) => expect(formatClockTenths(ms)).toBe(text));
});

describe('formatSeconds', () => {
  it.each([
    [210, '0.21 s'],
    [9_994, '9.99 s'],
    [9_999, '10.0 s'],
    [12_345, '12.3 s'],
    [-340, '−0.34 s'],
    [-1, '0.00 s'],
  ])('shows %d ms as %s', (ms, text) => expect(formatSeconds(ms)).toBe(text));
});

describe('formatGap', () => {
  it.each([
    [210, '+0.21 s'],
    [-340, '−0.34 s'],
    [0, '+0.00 s'],
  ])('shows %d ms as %s', (ms, text) => expect(formatGap(ms)).toBe(text));

  it('shows a dash for the first turn', () => expect(formatGap(null)).toBe('–'));
});

describe('formatDuration', () => {
  it.each([
    [45_000, '45 s'],
    [72_000, '1 min 12 s'],
    [60_000, '1 min'],
    [59_600, '1 min'],
    [3_720_000, '1 h 2 min'],
    [7_200_000, '2 h'],
  ])('says %d ms as %s', (ms, text) => expect(formatDuration(ms)).toBe(text));
});
