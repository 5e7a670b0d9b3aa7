import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  areShares,
  asFractions,
  bordersOf,
  PARTS,
  sharesOfBorders,
  withShare,
  type Shares,
} from '../../../../src/renderer/exports/shares.ts';

const shares = fc
  .tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }))
  .map(([one, other]) => sharesOfBorders(one, other));
const part = fc.constantFrom(...PARTS);

describe('shares of a dataset', () => {
  it('always add up to 100, whatever is written or dragged', () => {
    fc.assert(
      fc.property(shares, part, fc.double({ noNaN: true }), (before, which, value) => {
        const next = withShare(before, which, value);
        expect(areShares(next)).toBe(true);
      }),
    );
  });

  it('take the written number, and keep the proportion of the others', () => {
    const before: Shares = { train: 80, valid: 10, test: 10 };
    expect(withShare(before, 'train', 90)).toEqual({ train: 90, valid: 5, test: 5 });
    expect(withShare(before, 'valid', 19)).toEqual({ train: 72, valid: 19, test: 9 });
    expect(withShare(before, 'test', 100)).toEqual({ train: 0, valid: 0, test: 100 });
    expect(withShare(before, 'train', 999)).toEqual({ train: 100, valid: 0, test: 0 });
  });

  it('come back to parts that had nothing', () => {
    expect(withShare({ train: 100, valid: 0, test: 0 }, 'train', 70)).toEqual({
      train: 70,
      valid: 30,
      test: 0,
    });
  });

  it('are the same as their borders', () => {
    fc.assert(
      fc.property(shares, (given) => {
        expect(sharesOfBorders(...bordersOf(given))).toEqual(given);
      }),
    );
    expect(sharesOfBorders(90, 80)).toEqual({ train: 80, valid: 10, test: 10 });
  });

  it('are fractions to the contract', () => {
    expect(asFractions({ train: 80, valid: 13, test: 7 })).toEqual({
      train: 0.8,
      valid: 0.13,
      test: 0.07,
    });
  });

  it.each([
    { train: 80, valid: 10, test: 9 },
    { train: 120, valid: -10, test: -10 },
    { train: 33.4, valid: 33.3, test: 33.3 },
  ])('are none: %j', (given) => {
    expect(areShares(given)).toBe(false);
  });
});
