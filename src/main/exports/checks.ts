import { stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { StudioError } from '../../contract/errors.ts';
import type { ExportOptions } from '../../contract/export-api.ts';
import { hashFile } from '../audio/hashed-file.ts';

/** Throws `invalid-input` for options that fit one by one and make no sense together. */
export function checkOptions({ audio, dataset, texts }: ExportOptions): void {
  if (dataset.kind !== 'moshi') return;
  if (audio?.layout !== 'stereo') {
    throw refused(
      'Moshi’s fine-tuning reads stereo files with a speaker on each channel.',
      'Choose the stereo layout.',
    );
  }
  if (audio.encoding === 'opus') {
    throw refused('Moshi’s fine-tuning does not read Opus.', 'Choose WAV or FLAC.');
  }
  if (texts.includes('json')) {
    throw refused(
      'In a Moshi dataset the .json beside an audio file holds its timed words.',
      'Leave out JSON, or export it on its own.',
    );
  }
}

/**
 * SHA-256 of the files that an augmentation names, by their paths.
 * @throws StudioError `not-found` for one that can't be read, `invalid-input` for a path that is not whole
 */
export async function augmentFiles({ augment }: ExportOptions): Promise<Record<string, string>> {
  const noise = augment?.noise?.kind === 'file' ? [augment.noise.path] : [];
  const paths = [...(augment?.reverb ? [augment.reverb.path] : []), ...noise];
  const sums = await Promise.all(paths.map(async (path) => [path, await sumOf(path)] as const));
  return Object.fromEntries(sums);
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
