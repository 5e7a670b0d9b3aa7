import type { DatasetKind } from '../../../contract/export-api.ts';
import { audiofolder } from './audiofolder.ts';
import type { DatasetWriter, Part } from './dataset.ts';
import { lhotse } from './lhotse.ts';
import { moshi } from './moshi.ts';
import { nemo } from './nemo.ts';

/** The kinds that have tables; `plain` has none. */
export const DATASET_WRITERS: Record<Exclude<DatasetKind, 'plain'>, DatasetWriter> = {
  audiofolder,
  nemo,
  lhotse,
  moshi,
};

/** The folder of a part, as the readers of that kind call it. Empty: the folder of the export itself. */
export function partFolder(kind: DatasetKind, part: Part): string {
  if (kind === 'plain') return part === 'all' ? '' : part;
  if (kind !== 'audiofolder') return part === 'all' ? 'data' : part;
  return { all: 'train', train: 'train', valid: 'validation', test: 'test' }[part];
}
