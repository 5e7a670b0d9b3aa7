import { expect, it } from 'vitest';
import { bandPass } from '../../../../src/main/audio/augment/band-pass.ts';
import { Convolver } from '../../../../src/main/audio/augment/convolver.ts';
import { telephone } from '../../../../src/main/audio/augment/telephone.ts';
import { db, lag, rms, run, sine, speechLike } from '../support.ts';

const RATE = 8000;

function response(hz: number): number {
  const tone = sine(hz, RATE, 1);
  const [out] = run(telephone(RATE), tone);
  return db(rms(out.subarray(1000, -1000)) / rms(tone.subarray(1000, -1000)));
}

it.each([300, 3400])('is at most 3 dB down at %i Hz', (hz) => {
  expect(response(hz)).toBeGreaterThan(-3.2);
  expect(response(hz)).toBeLessThan(-1);
});

it.each([350, 500, 1000, 2000, 3000, 3350])('lets %i Hz through', (hz) => {
  expect(Math.abs(response(hz))).toBeLessThan(0.5);
});

it.each([50, 100, 200, 3550, 3700, 3950])('keeps %i Hz out', (hz) => {
  expect(response(hz)).toBeLessThan(-30);
});

it('moves nothing and is as long as what went in', () => {
  const speech = speechLike(RATE, 3);
  const [out] = run(telephone(RATE), speech);
  expect(out.length).toBe(speech.length);
  expect(lag(speech, out)).toBe(0);
});

it('leaves nothing but what eight bits can say', () => {
  const [out] = run(telephone(RATE), speechLike(RATE, 4));
  expect(new Set(out).size).toBeLessThanOrEqual(255);
  expect(new Set(out).size).toBeGreaterThan(100);
});

it('keeps silence silent', () => {
  const [out] = run(telephone(RATE), new Float32Array(RATE));
  expect(out.every((sample) => sample === 0)).toBe(true);
});

it('is symmetric, so that all frequencies are delayed alike', () => {
  const taps = bandPass(300, 3400, RATE, 101);
  expect([...taps.toReversed()]).toEqual([...taps]);
  const pulse = new Float32Array(400);
  pulse[200] = 1;
  const [out] = run([new Convolver(taps, 50)], pulse);
  expect(out.indexOf(Math.max(...out))).toBe(200);
});
