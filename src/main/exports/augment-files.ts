import { stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { StudioError } from '../../contract/errors.ts';
import type { ExportOptions } from '../../contract/export-api.ts';
import { checkAugmentFiles } from '../audio/augment/prepare.ts';
import { hashFile } from '../audio/hashed-file.ts';
import type { ExportOrder } from './order.ts';

/**
 * SHA-256 of the files that an augmentation names, by their paths, after a look at what they hold: an export is
 * refused before its first file, not in its midst.
 * @throws StudioError `not-found` for one that can't be read, `invalid-input` for a path that is not whole, and
 *   for what is no audio, or silent
 */
export async function usableAugmentFiles(options: ExportOptions): Promise<Record<string, string>> {
  const sums = await augmentFiles(options);
  if (options.augment) await checkAugmentFiles(options.augment);
  return sums;
}

/**
 * SHA-256 of the files that an augmentation names, by their paths.
 * @throws StudioError `not-found` for one that can't be read, `invalid-input` for a path that is not whole
 */
async function augmentFiles({ augment }: ExportOptions): Promise<Record<string, string>> {
  const noise = augment?.noise?.kind === 'file' ? [augment.noise.path] : [];
  const paths = [...(augment?.reverb ? [augment.reverb.path] : []), ...noise];
  const sums = await Promise.all(paths.map(async (path) => [path, await sumOf(path)] as const));
  return Object.fromEntries(sums);
}

/**
 * Throws `conflict` when a file of the augmentation is not what it was when the export began, and what
 * `augmentFiles` throws.
 */
export async function refuseOtherFiles({
  options,
  augmentFiles: sums,
}: ExportOrder): Promise<void> {
  const now = await augmentFiles(options);
  const changed = Object.keys(now).find((path) => now[path] !== sums[path]);
  if (changed === undefined) return;
  throw new StudioError({
    code: 'conflict',
    message: `${changed} is not the file any more that the export was begun with.`,
    remedy: 'Put that file back, or start the export anew in another folder.',
    details: { path: changed },
  });
}

async function sumOf(path: string): Promise<string> {
  if (!isAbsolute(path)) {
    throw refused(`“${path}” is not a whole path.`, 'Name the file from the root on.');
  }
  const isFile = await stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
  if (isFile) return (await hashFile(path)).sha256;
  throw new StudioError({
    code: 'not-found',
    message: `There is no audio file ${path}, or it may not be read.`,
    remedy: 'Choose another file for the augmentation.',
    details: { path },
  });
}

function refused(message: string, remedy: string): StudioError {
  return new StudioError({ code: 'invalid-input', message, remedy });
}
