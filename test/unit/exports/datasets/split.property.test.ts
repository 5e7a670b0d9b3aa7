import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Split } from '../../../../src/contract/export-api.ts';
import { splitParts, type Splittable } from '../../../../src/main/exports/datasets/split.ts';

const persona = fc.constantFrom('ann', 'ben', 'cyd', 'dan', 'eve', 'fay');
const conversations = fc
  .array(fc.record({ a: persona, b: persona }), { minLength: 1, maxLength: 120 })
  .map((all) => all.map((personaIds, at): Splittable => ({ id: `c${at}`, personaIds })));
const seed = fc.integer({ min: 0, max: 0xffff_ffff });
const shares = fc
  .tuple(fc.nat(10), fc.nat(10), fc.nat(10))
  .filter((parts) => parts.some((part) => part > 0))
  .map(([train, valid, test]) => {
    const sum = train + valid + test;
    return { train: train / sum, valid: valid / sum, test: test / sum };
  });
const split = (keepPairs: boolean): fc.Arbitrary<Split> =>
  fc.tuple(shares, seed).map(([parts, number]) => ({ ...parts, seed: number, keepPairs }));

const PARTS = ['train', 'valid', 'test'] as const;

function sizes(parts: ReadonlyMap<string, string>): Record<(typeof PARTS)[number], number> {
  const size = (part: string) => [...parts.values()].filter((one) => one === part).length;
  return { train: size('train'), valid: size('valid'), test: size('test') };
}

const pairOf = ({ personaIds: { a, b } }: Splittable): string => [a, b].sort().join('+');

describe('a split', () => {
  it('gives every conversation one part, whatever order they come in', () => {
    fc.assert(
      fc.property(conversations, fc.boolean().chain(split), (all, how) => {
        const parts = splitParts(all, how);
        expect(parts.size).toBe(all.length);
        expect(splitParts(all.toReversed(), how)).toEqual(parts);
      }),
    );
  });

  it('never parts a pair of personas, whoever is which side', () => {
    fc.assert(
      fc.property(conversations, split(true), (all, how) => {
        const parts = splitParts(all, how);
        const byPair = Map.groupBy(all, pairOf);
        for (const group of byPair.values()) {
          expect(new Set(group.map(({ id }) => parts.get(id))).size).toBe(1);
        }
      }),
    );
  });

  it('meets the shares exactly where nothing has to stay together', () => {
    fc.assert(
      fc.property(conversations, split(false), (all, how) => {
        const { valid, test } = sizes(splitParts(all, how));
        const largest = how.train > 0 ? 'train' : how.valid >= how.test ? 'valid' : 'test';
        if (largest !== 'valid') expect(valid).toBe(Math.floor(all.length * how.valid + 1e-6));
        if (largest !== 'test') expect(test).toBe(Math.floor(all.length * how.test + 1e-6));
      }),
    );
  });

  it('meets them but for less than the largest groups otherwise, and gives nothing to no share', () => {
    fc.assert(
      fc.property(conversations, split(true), (all, how) => {
        const met = sizes(splitParts(all, how));
        const groups = Map.groupBy(all, pairOf).values();
        const largest = Math.max(...[...groups].map((group) => group.length));
        for (const part of PARTS) {
          if (how[part] === 0) expect(met[part]).toBe(0);
          // Two other parts may each have got a group too many, and rounding leaves less than 2 for `train`.
          expect(Math.abs(met[part] - all.length * how[part])).toBeLessThan(2 * largest + 2);
        }
      }),
    );
  });

  it('is another one with another seed', () => {
    const all = Array.from({ length: 100 }, (_, at) => ({
      ...{ id: `c${at}`, personaIds: { a: `p${at}`, b: 'ben' } },
    }));
    const how = { train: 0.8, valid: 0.1, test: 0.1, keepPairs: true };
    const one = splitParts(all, { ...how, seed: 1 });
    const other = splitParts(all, { ...how, seed: 2 });
    expect(sizes(one)).toEqual({ train: 80, valid: 10, test: 10 });
    expect(sizes(other)).toEqual(sizes(one));
    expect(other).not.toEqual(one);
  });
});
