import { expect, it } from 'vitest';
import { KNEE, level, limit, limiter } from '../../../../src/main/audio/augment/level.ts';
import { db, rms, run, speechLike } from '../support.ts';

it('makes both sides louder by so many dB', () => {
  const speech = speechLike(16_000, 2);
  const [a, b] = run(
    [level(-7.5)],
    speech,
    speech.map((sample) => -sample),
  );
  expect(db(rms(a) / rms(speech))).toBeCloseTo(-7.5, 4);
  expect(db(rms(b) / rms(speech))).toBeCloseTo(-7.5, 4);
});

it('never lets a sample out of its range, and leaves what is below the last dB alone', () => {
  for (let sample = -12; sample <= 12; sample += 0.01) {
    const limited = limit(sample);
    expect(Math.abs(limited)).toBeLessThanOrEqual(1);
    expect(Math.sign(limited)).toBe(Math.sign(sample));
    if (Math.abs(sample) <= KNEE) expect(limited).toBe(sample);
  }
});

it('keeps the order of samples: it never folds over', () => {
  const rising = Float32Array.from({ length: 2000 }, (_, i) => (i - 1000) / 400);
  const [out] = run([limiter()], rising);
  expect([...out]).toEqual([...out].sort((one, other) => one - other));
});
