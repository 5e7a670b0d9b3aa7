import { describe, expect, it } from 'vitest';
import { formatDate, formatDay, formatRelative } from '../../../../src/renderer/format/dates.ts';

const zone = 'UTC';

describe('formatDate', () => {
  it('shows day and time where the machine is', () => {
    expect(formatDate('2026-11-23T14:07:30Z', zone)).toBe('23 Nov 2026, 14:07');
    expect(formatDate('2026-11-23T23:30:00Z', 'Asia/Tokyo')).toBe('24 Nov 2026, 08:30');
    expect(formatDay('2026-11-23T14:07:30Z', zone)).toBe('23 Nov 2026');
  });

  it('shows a day without a time as that day, wherever the machine is', () => {
    for (const zone of ['America/St_Johns', 'Pacific/Kiritimati'])
      expect(formatDay('2026-11-23', zone)).toBe('23 Nov 2026');
  });

  it('shows a dash for what is no date', () => {
    expect(formatDate('soon', zone)).toBe('–');
    expect(formatDate(null, zone)).toBe('–');
  });
});

describe('formatRelative', () => {
  const now = Date.parse('2026-11-23T14:00:00Z');

  it.each([
    ['2026-11-23T13:59:30Z', 'just now'],
    ['2026-11-23T14:00:20Z', 'just now'],
    ['2026-11-23T13:55:00Z', '5 min ago'],
    ['2026-11-23T01:00:00Z', '13 h ago'],
    ['2026-11-22T23:00:00Z', 'yesterday, 23:00'],
    ['2026-11-22T00:10:00Z', 'yesterday, 00:10'],
    ['2026-11-19T20:00:00Z', '4 days ago'],
    ['2026-11-16T20:00:00Z', '16 Nov 2026'],
    ['2026-11-25T20:00:00Z', '25 Nov 2026'],
  ])('says %s as %s', (iso, text) => expect(formatRelative(iso, now, zone)).toBe(text));

  it('counts hours, not days, shortly after midnight', () => {
    const night = Date.parse('2026-11-23T01:00:00Z');
    expect(formatRelative('2026-11-22T23:00:00Z', night, zone)).toBe('2 h ago');
  });

  it('counts calendar days where the machine is', () => {
    expect(formatRelative('2026-11-22T05:00:00Z', now, 'America/New_York')).toBe(
      'yesterday, 00:00',
    );
  });
});
