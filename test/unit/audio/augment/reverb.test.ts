import { expect, it } from 'vitest';
import { reverb, roomResponse } from '../../../../src/main/audio/augment/reverb.ts';
import { chance, lag, run, speechLike } from '../support.ts';

const RATE = 16_000;

/** Silence, the direct sound, then a tail that decays. */
function room(before: number, seconds: number): Float64Array {
  const next = chance(3);
  return Float64Array.from({ length: before + RATE * seconds }, (_, i) => {
    if (i < before) return 0;
    return i === before ? 20_000 : 4000 * next() * Math.exp((-6.9 * (i - before)) / (RATE * 0.4));
  });
}

it.each([0, 5, 1234])(
  'leaves the first arrival where it was, %i samples into the response',
  (before) => {
    const response = roomResponse(room(before, 1), RATE);
    if (!response) throw new Error('no response');
    const speech = speechLike(RATE, 4);
    const [a, b] = run([reverb(response)], speech, speechLike(RATE, 4, 2));
    expect(a.length).toBe(speech.length);
    expect(lag(speech, a)).toBe(0);
    expect(lag(speechLike(RATE, 4, 2), b)).toBe(0);
  },
);

it('finds the direct sound even where an echo is louder', () => {
  const samples = room(300, 1);
  samples[300 + 480] = -32_000;
  const response = roomResponse(samples, RATE);
  expect(response?.taps[response.arrival]).toBeGreaterThan(0);
  expect(response?.taps[response.arrival + 480]).toBeLessThan(0);
});

it('is of unit energy, without what nobody hears', () => {
  const response = roomResponse(room(100, 3), RATE);
  const energy = response?.taps.reduce((sum, tap) => sum + tap * tap, 0);
  expect(energy).toBeCloseTo(1, 6);
  expect(response?.taps.length).toBeLessThan(RATE);
});

it('knows that there is no response', () => {
  expect(roomResponse(new Float64Array(100), RATE)).toBeUndefined();
  expect(roomResponse(new Float64Array(0), RATE)).toBeUndefined();
});
