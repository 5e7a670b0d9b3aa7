import { expect, it } from 'vitest';
import { audioNames, outputRate, soundRate } from '../../../src/main/audio/names.ts';

it('names one file for both sides', () => {
  expect(audioNames('c', { encoding: 'wav', layout: 'stereo', left: 'a' })).toEqual({
    files: ['c.wav'],
    sides: { a: { path: 'c.wav', channel: 0 }, b: { path: 'c.wav', channel: 1 } },
  });
  expect(audioNames('c', { encoding: 'flac', layout: 'stereo', left: 'b' }).sides).toEqual({
    a: { path: 'c.flac', channel: 1 },
    b: { path: 'c.flac', channel: 0 },
  });
});

it('names a file for each side, and one for the mix', () => {
  expect(audioNames('c', { encoding: 'opus', layout: 'split', left: 'b' })).toEqual({
    files: ['c.a.opus', 'c.b.opus'],
    sides: { a: { path: 'c.a.opus', channel: 0 }, b: { path: 'c.b.opus', channel: 0 } },
  });
  expect(audioNames('c', { encoding: 'flac', layout: 'mix', left: 'b' })).toEqual({
    files: ['c.flac'],
    sides: { a: { path: 'c.flac', channel: 0 }, b: { path: 'c.flac', channel: 0 } },
  });
});

it('tells the rate that a reader finds, and up to which there is sound', () => {
  const flac = { encoding: 'flac', sampleRate: 16_000 } as const;
  expect(outputRate(flac, null)).toBe(16_000);
  expect(outputRate(flac, { telephone: true })).toBe(8_000);
  const opus = { encoding: 'opus', sampleRate: 16_000 } as const;
  expect(outputRate(opus, null)).toBe(48_000);
  expect(soundRate(opus, { telephone: false })).toBe(16_000);
  expect(soundRate(opus, { telephone: true })).toBe(8_000);
});
