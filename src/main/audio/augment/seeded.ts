import { createHash } from 'node:crypto';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

/** A generator of its own for each purpose. */
export function generator(seed: number, ...purpose: readonly string[]): RandomGenerator {
  const digest = createHash('sha256')
    .update(JSON.stringify([seed, ...purpose]))
    .digest();
  return xoroshiro128plus(digest.readInt32LE(0));
}
