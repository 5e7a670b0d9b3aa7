import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

/** FNV-1a, 32 bits (https://datatracker.ietf.org/doc/html/draft-eastlake-fnv): seeds one choice. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value | 0;
}

function generator(seed: number, key: string): RandomGenerator {
  const random = xoroshiro128plus(hash(`${key}\u0000${String(seed)}`));
  // The first numbers of neighbouring seeds resemble each other.
  for (let skipped = 0; skipped < 8; skipped += 1) random.next();
  return random;
}

/** An integer from 0 to `count` − 1. Each choice has its own key, so it needs no state between requests. */
export function chooseIndex(count: number, seed: number, key: string): number {
  return uniformInt(generator(seed, key), 0, count - 1);
}

/** One item, equal for equal seed and key. Throws when there is none. */
export function choose<T>(items: readonly T[], seed: number, key: string): T {
  const item = items[chooseIndex(items.length, seed, key)];
  if (item === undefined) throw new RangeError(`nothing to choose from for ${key}`);
  return item;
}

/** The items in an order of the seed (Fisher–Yates). */
export function shuffled<T>(items: readonly T[], seed: number, key: string): T[] {
  const random = generator(seed, key);
  const left = [...items];
  const drawn: T[] = [];
  while (left.length > 0) drawn.push(...left.splice(uniformInt(random, 0, left.length - 1), 1));
  return drawn;
}
