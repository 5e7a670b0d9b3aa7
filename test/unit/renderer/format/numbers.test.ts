import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatCount,
  formatCountOf,
  formatPercent,
} from '../../../../src/renderer/format/numbers.ts';

describe('formatCount', () => {
  it('groups thousands, and shows a dash where there is none', () => {
    expect([1_284, 7, 0, null].map(formatCount)).toEqual(['1,284', '7', '0', '–']);
  });

  it('chooses the word for one and for many', () => {
    expect(formatCountOf(1, 'turn')).toBe('1 turn');
    expect(formatCountOf(1_284, 'turn')).toBe('1,284 turns');
    expect(formatCountOf(0, 'reply', 'replies')).toBe('0 replies');
  });
});

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1_000, '1.0 kB'],
    [8_449, '8.4 kB'],
    [9_960, '10 kB'],
    [999_600, '1.0 MB'],
    [23_400_000, '23 MB'],
    [1_500_000_000, '1.5 GB'],
  ])('shows %d as %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));
});

describe('formatPercent', () => {
  it('rounds to the digits that are asked for', () => {
    expect(formatPercent(0.0724)).toBe('7 %');
    expect(formatPercent(0.0724, 1)).toBe('7.2 %');
    expect(formatPercent(undefined)).toBe('–');
  });
});
