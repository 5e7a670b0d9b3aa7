import { describe, expect, it } from 'vitest';
import {
  DEFAULT_CHOICES,
  gainOf,
  parseChoices,
  silenced,
  toggleMute,
  toggleSolo,
  withVolume,
} from '../../../../src/renderer/monitor/monitor-choices.ts';

describe('gainOf', () => {
  it('squares the slider, so that its middle sounds like the middle', () => {
    expect(gainOf(withVolume(DEFAULT_CHOICES, 'a', 0.5), 'a')).toBe(0.25);
    expect(gainOf(withVolume(DEFAULT_CHOICES, 'b', 1), 'b')).toBe(1);
  });

  it('is 0 for a muted side and leaves the other one alone', () => {
    const muted = toggleMute(DEFAULT_CHOICES, 'a');
    expect(gainOf(muted, 'a')).toBe(0);
    expect(gainOf(muted, 'b')).toBe(gainOf(DEFAULT_CHOICES, 'b'));
  });

  it('is 0 for a side while the other is heard alone', () => {
    const solo = toggleSolo(DEFAULT_CHOICES, 'b');
    expect(gainOf(solo, 'a')).toBe(0);
    expect(gainOf(solo, 'b')).toBeGreaterThan(0);
    expect(silenced(solo, 'a')).toBe('other-solo');
  });
});

describe('mute and solo', () => {
  it('opens a muted side when it is to be heard alone', () => {
    const solo = toggleSolo(toggleMute(DEFAULT_CHOICES, 'a'), 'a');
    expect(solo.sides.a.muted).toBe(false);
    expect(gainOf(solo, 'a')).toBeGreaterThan(0);
  });

  it('takes the solo back when that side is muted: else nobody would be heard', () => {
    const muted = toggleMute(toggleSolo(DEFAULT_CHOICES, 'a'), 'a');
    expect(muted.solo).toBeNull();
    expect(gainOf(muted, 'b')).toBeGreaterThan(0);
  });

  it('moves from one side to the other, and goes when pressed again', () => {
    const other = toggleSolo(toggleSolo(DEFAULT_CHOICES, 'a'), 'b');
    expect(other.solo).toBe('b');
    expect(toggleSolo(other, 'b').solo).toBeNull();
  });
});

describe('parseChoices', () => {
  it('gives back what was stored', () => {
    const choices = { ...toggleSolo(withVolume(DEFAULT_CHOICES, 'b', 0.3), 'b'), deviceId: 'x' };
    expect(parseChoices(JSON.stringify(choices))).toEqual(choices);
  });

  it.each([null, '', 'no json', '[]', '7', '{"sides":{"a":{"volume":9},"b":null},"solo":"c"}'])(
    'takes the defaults for %s',
    (stored) => expect(parseChoices(stored)).toEqual(DEFAULT_CHOICES),
  );
});
