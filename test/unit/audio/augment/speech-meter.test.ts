import { expect, it } from 'vitest';
import { SpeechMeter } from '../../../../src/main/audio/augment/speech-meter.ts';
import { db, joined, sine } from '../support.ts';

function level(...pieces: readonly Float32Array[]): number | undefined {
  const meter = new SpeechMeter(16_000);
  for (const piece of pieces) meter.push(piece);
  return meter.speechLevel;
}

const tone = sine(440, 16_000, 2, 0.2);
const RMS = 0.2 * Math.SQRT1_2;

it('does not hear pauses', () => {
  const pause = new Float32Array(160_000);
  expect(db((level(tone) ?? 0) / RMS)).toBeCloseTo(0, 1);
  expect(db((level(pause, tone, pause, tone) ?? 0) / RMS)).toBeCloseTo(0, 1);
});

it('does not hear what is far below the speech', () => {
  const hiss = sine(2000, 16_000, 30, 0.2 * 10 ** (-40 / 20));
  expect(db((level(tone, hiss) ?? 0) / RMS)).toBeCloseTo(0, 1);
});

it('does not depend on the pieces', () => {
  const whole = joined([tone, new Float32Array(777), sine(200, 16_000, 1, 0.05)]);
  const pieces = [whole.subarray(0, 5), whole.subarray(5, 4321), whole.subarray(4321)];
  expect(level(...pieces)).toBe(level(whole));
});

it('knows that there is no speech', () => {
  expect(level()).toBeUndefined();
  expect(level(new Float32Array(16_000))).toBeUndefined();
});
