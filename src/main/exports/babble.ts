import { stat } from 'node:fs/promises';
import { StudioError } from '../../contract/errors.ts';
import type { Augment } from '../../contract/augment.ts';
import { seededPlace } from './seeded-place.ts';
import { rowsOf } from './selection.ts';
import type { ExportShelf } from './shelf.ts';

/** So many conversations lend their voices to one export. */
const POOL = 64;

/**
 * Conversations whose voices an export may mix in. Each has a place that only it and the seed decide, so that
 * a library that grew changes the choice of an earlier export as little as possible.
 * @returns none when no babble is wanted
 * @throws StudioError `not-found` when no conversation has a recording
 */
export async function babblePool(shelf: ExportShelf, augment: Augment | null): Promise<string[]> {
  if (augment?.noise?.kind !== 'babble') return [];
  const ids: string[] = [];
  for await (const { id } of rowsOf(shelf, { trash: false })) {
    if (!shelf.isRunning(id)) ids.push(id);
  }
  const pool: string[] = [];
  for (const id of ranked(ids, augment.seed)) {
    if (pool.length === POOL) break;
    const path = soundOf(shelf, id);
    if (path !== undefined && (await isFile(path))) pool.push(id);
  }
  // One more than the one that is exported: nobody is a background to themselves.
  if (pool.length >= 2) return pool;
  throw tooFew();
}

/** Absolute paths of the recordings that a conversation may hear behind it: never its own. */
export function babbleFor(shelf: ExportShelf, pool: readonly string[], id: string): string[] {
  return pool.filter((other) => other !== id).flatMap((other) => soundOf(shelf, other) ?? []);
}

function soundOf(shelf: ExportShelf, id: string): string | undefined {
  return shelf.recordings(id).find(({ kind }) => kind === 'local')?.path;
}

function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

function ranked(ids: readonly string[], seed: number): string[] {
  return ids
    .map((id) => ({ id, place: seededPlace(seed, id) }))
    .sort((one, other) => (one.place < other.place ? -1 : 1))
    .map(({ id }) => id);
}

function tooFew(): StudioError {
  return new StudioError({
    code: 'not-found',
    message:
      'Babble is made of other conversations, and the library holds too few with a recording.',
    remedy: 'Hold some more, or choose pink noise.',
  });
}
