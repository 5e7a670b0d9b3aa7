import { readdir } from 'node:fs/promises';
import { StudioError } from '../../contract/errors.ts';
import type { ExportRequest } from '../../contract/export-api.ts';
import { babblePool } from './babble.ts';
import { resolveClip, type ClipRange } from './clip-range.ts';
import { partFolder } from './datasets/index.ts';
import type { Part } from './datasets/dataset.ts';
import { splitParts } from './datasets/split.ts';
import { folderName, rangeSuffix, recordingName } from './names.ts';
import { ORDER_KIND, type Entry, type ExportOrder } from './order.ts';
import { choose, type Chosen } from './selection.ts';
import type { ExportShelf } from './shelf.ts';

export interface PlanOptions {
  shelf: ExportShelf;
  appVersion: string;
  /** Absolute; exists. Nothing in it is ever given the name of something that it holds already. */
  directory: string;
  /** As `usableAugmentFiles` gave them. */
  augmentFiles: ExportOrder['augmentFiles'];
}

/**
 * Decides everything about an export before its first file.
 * @throws StudioError `invalid-input` for a clip that is not there, `not-found` when nothing is selected, and what
 *   `babblePool` throws
 */
export async function planExport(
  { selection, options, clip }: ExportRequest,
  { shelf, appVersion, directory, augmentFiles }: PlanOptions,
): Promise<ExportOrder> {
  const { chosen, leftOut } = await choose(shelf, selection);
  if (chosen.length === 0) throw nothing(leftOut[0]?.error);
  const [first] = chosen;
  const range = clip && first ? resolveClip(shelf.get(first.id), clip) : null;
  const taken = new Set((await readdir(directory)).map(folded));
  const { kind, split } = options.dataset;
  const parts = split ? splitParts(chosen, split) : null;
  const entries = chosen.map((one): Entry => {
    const part = parts?.get(one.id) ?? 'all';
    return { id: one.id, part, ...placeOf(one, { kind, part, range, taken }) };
  });
  return {
    kind: ORDER_KIND,
    version: 1,
    ...{ appVersion, options, clip: range, entries, leftOut },
    babble: await babblePool(shelf, options.augment),
    augmentFiles,
    manifest: unique('manifest', '.json', taken),
  };
}

interface Place {
  kind: ExportRequest['options']['dataset']['kind'];
  part: Part;
  range: ClipRange | null;
  /** Names that are given, as a file system that ignores case sees them. */
  taken: Set<string>;
}

function placeOf(one: Chosen, { kind, part, range, taken }: Place): Pick<Entry, 'folder' | 'name'> {
  const suffix = range ? rangeSuffix(range) : '';
  const folder = partFolder(kind, part);
  if (kind !== 'plain') {
    return { folder, name: unique(`${recordingName(one.id)}${suffix}`, '', taken) };
  }
  const own = unique(`${folderName(one)}${suffix}`, '', taken);
  return { folder: folder === '' ? own : `${folder}/${own}`, name: `conversation${suffix}` };
}

/** The name, else `name-2` and so on; takes it. */
function unique(name: string, ending: string, taken: Set<string>): string {
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? `${name}${ending}` : `${name}-${count}${ending}`;
    if (taken.has(folded(candidate))) continue;
    taken.add(folded(candidate));
    return candidate;
  }
}

function folded(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

function nothing(error: ConstructorParameters<typeof StudioError>[0] | undefined): StudioError {
  return new StudioError(
    error ?? {
      code: 'not-found',
      message: 'No conversation passes this search and these filters.',
      remedy: 'Choose others.',
    },
  );
}
