import { describe, expect, it } from 'vitest';
import {
  dayField,
  fieldDay,
  lengthFields,
  lengthOf,
  lengths,
  periodFields,
  periodOf,
  periods,
} from '../../../../src/renderer/pages/library/ranges.ts';

const now = new Date(2026, 10, 23, 14, 7);

describe('lengths', () => {
  it('mean their fields, and fields their length', () => {
    for (const { value } of lengths) expect(lengthOf(lengthFields(value))).toBe(value);
    expect(lengthOf({ minMs: 7 })).toBe('');
  });
});

describe('periods', () => {
  it('mean whole days of here, and are known again', () => {
    for (const { value } of periods) expect(periodOf(periodFields(value, now), now)).toBe(value);
    expect(periodFields('today', now).from).toBe(new Date(2026, 10, 23).toISOString());
  });

  it('of two days include both', () => {
    const from = dayField('2026-11-01', 'from');
    const before = dayField('2026-11-30', 'before');
    expect(before).toBe(new Date(2026, 11, 1).toISOString());
    expect([fieldDay(from, 'from'), fieldDay(before, 'before')]).toEqual([
      '2026-11-01',
      '2026-11-30',
    ]);
    expect(dayField('', 'from')).toBeUndefined();
    expect(fieldDay(undefined, 'from')).toBe('');
  });
});
