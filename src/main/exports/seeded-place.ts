import { createHash } from 'node:crypto';

/** Where a key stands among others in an order that only the seed decides, whatever the others are. */
export function seededPlace(seed: number, key: string): string {
  return createHash('sha256').update(`${seed}\n${key}`).digest('hex');
}
