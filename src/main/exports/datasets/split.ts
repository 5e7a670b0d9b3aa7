import type { Split } from '../../../contract/export-api.ts';
import type { PerSide } from '../../../contract/side.ts';
import { seededPlace } from '../seeded-place.ts';
import type { Part } from './dataset.ts';

export interface Splittable {
  id: string;
  personaIds: PerSide<string>;
}

type SplitPart = Exclude<Part, 'all'>;

const PARTS: readonly SplitPart[] = ['train', 'valid', 'test'];

/**
 * Which part each conversation goes to, by its id. The same conversations with the same seed are split the same
 * way in whatever order they come. With `keepPairs` all conversations of two personas, whoever is which side,
 * stay together; then the shares are met as well as the sizes of these groups allow.
 */
export function splitParts(all: readonly Splittable[], split: Split): Map<string, SplitPart> {
  const targets = targetsOf(all.length, split);
  // What takes nothing must not get what is left over either.
  const open = PARTS.filter((part) => split[part] > 0);
  const filled: Record<SplitPart, number> = { train: 0, valid: 0, test: 0 };
  const lacking = (part: SplitPart): number => targets[part] - filled[part];
  const parts = new Map<string, SplitPart>();
  for (const group of groupsOf(all, split)) {
    const part = open.reduce((best, next) => (lacking(next) > lacking(best) ? next : best));
    filled[part] += group.length;
    for (const { id } of group) parts.set(id, part);
  }
  return parts;
}

/** Whole numbers of conversations; what rounding leaves goes to `train`, or where there is none to the largest. */
function targetsOf(count: number, split: Split): Record<SplitPart, number> {
  const share = (part: SplitPart): number => Math.floor(count * split[part] + 1e-6);
  const targets = { train: share('train'), valid: share('valid'), test: share('test') };
  const largest = split.valid >= split.test ? 'valid' : 'test';
  targets[split.train > 0 ? 'train' : largest] +=
    count - targets.train - targets.valid - targets.test;
  return targets;
}

/** The largest first, which leaves small ones to even out with; equal ones in an order that the seed gives. */
function groupsOf(all: readonly Splittable[], { seed, keepPairs }: Split): Splittable[][] {
  const groups = Map.groupBy(all, (one) => (keepPairs ? pairOf(one) : one.id));
  return [...groups]
    .map(([key, group]) => ({ group, place: seededPlace(seed, key) }))
    .sort(
      (one, other) => other.group.length - one.group.length || (one.place < other.place ? -1 : 1),
    )
    .map(({ group }) => group);
}

function pairOf({ personaIds: { a, b } }: Splittable): string {
  return JSON.stringify([a, b].sort());
}
