import fc from 'fast-check';
import { expect, it } from 'vitest';
import { augmentSchema } from '../../../../src/contract/augment.ts';
import { describeAugment, resolveAugment } from '../../../../src/main/audio/augment/resolve.ts';

const augment = augmentSchema.parse({
  seed: 5,
  reverb: { path: '/home/me/rooms/hall.wav' },
  levelDb: { min: -12, max: 3 },
  noise: { kind: 'babble', snrDb: { min: 5, max: 25 }, voices: 5 },
  telephone: true,
  packetLoss: { rate: { min: 0.01, max: 0.2 }, burst: 3 },
});
const recordings = ['x', 'y', 'z'].map((id) => `/data/recordings/${id}/conversation.wav`);

it('chooses the same for the same conversation, whatever the order of the recordings', () => {
  const one = resolveAugment(augment, 'c1', recordings);
  expect(resolveAugment(augment, 'c1', recordings.toReversed())).toEqual(one);
  expect(resolveAugment(augment, 'c2', recordings)).not.toEqual(one);
  expect(resolveAugment({ ...augment, seed: 6 }, 'c1', recordings)).not.toEqual(one);
});

it('stays within the ranges', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(0xffff_ffff), (id, seed) => {
      const { levelDb, noise, packetLoss } = resolveAugment({ ...augment, seed }, id, recordings);
      const within = (value: number | undefined | null, min: number, max: number) =>
        expect(value !== undefined && value !== null && value >= min && value <= max).toBe(true);
      within(levelDb, -12, 3);
      within(noise?.snrDb, 5, 25);
      within(packetLoss?.rate, 0.01, 0.2);
      if (noise?.kind !== 'babble') throw new Error('no babble');
      expect(noise.voices.length).toBe(5);
      expect(new Set(noise.voices.slice(0, 3).map(({ path }) => path)).size).toBe(3);
      for (const { from } of noise.voices) within(from, 0, 0.9999);
    }),
  );
});

it('spreads over a range', () => {
  const levels = Array.from(
    { length: 400 },
    (_, i) => resolveAugment(augment, `c${i}`, recordings).levelDb ?? 9,
  );
  const mean = levels.reduce((sum, value) => sum + value, 0) / levels.length;
  expect(Math.abs(mean + 4.5)).toBeLessThan(0.7);
  expect(Math.min(...levels)).toBeLessThan(-11.5);
  expect(Math.max(...levels)).toBeGreaterThan(2.5);
});

it('chooses one effect whatever the others are', () => {
  const all = resolveAugment(augment, 'c1', recordings);
  const less = resolveAugment({ ...augment, noise: null, levelDb: null }, 'c1', []);
  expect(less.packetLoss).toEqual(all.packetLoss);
});

it('takes plain numbers as they are', () => {
  const fixed = augmentSchema.parse({ levelDb: -3.123456, noise: { kind: 'pink', snrDb: 10 } });
  expect(resolveAugment(fixed, 'c1', [])).toMatchObject({
    levelDb: -3.123456,
    noise: { snrDb: 10 },
    reverb: null,
  });
});

it('tells a manifest nothing about this machine', () => {
  const text = JSON.stringify(describeAugment(resolveAugment(augment, 'c1', recordings)));
  expect(text).not.toMatch(/home|data/);
  expect(text).toContain('hall.wav');
  expect(text).toMatch(/"[xyz]\/conversation\.wav"/);
});

it('says that there is nobody to babble', () => {
  expect(() => resolveAugment(augment, 'c1', [])).toThrow('no other recording');
});
