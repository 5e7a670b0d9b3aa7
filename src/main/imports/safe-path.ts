import { lstat, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { StudioError } from '../../contract/errors.ts';

/** Names that Windows takes for devices, with any ending. */
const DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³])$/iu;

/**
 * The steps of a path that a document names; undefined when it could lead anywhere but down from the document.
 * Judged by the rules of every system, whichever this is.
 */
export function pathSteps(path: string): string[] | undefined {
  if (path.length > 1000) return undefined;
  const steps = path.split('/');
  return steps.every(isPlainStep) ? steps : undefined;
}

function isPlainStep(step: string): boolean {
  if (step === '' || step === '.' || step === '..' || step.length > 255) return false;
  // A colon is a drive or a stream of NTFS; Windows drops blanks and dots at the end.
  if (/[\\:*?"<>|]|\p{Cc}/u.test(step) || /[ .]$/u.test(step)) return false;
  return !DEVICE.test(step.split('.')[0]?.trimEnd() ?? '');
}

/**
 * The file below a folder that a document's path means: a plain file, and no link on the way.
 * @param folder absolute
 * @returns its absolute path
 * @throws StudioError `invalid-input` for a path that leads elsewhere, `not-found` without a file
 */
export async function fileBelow(folder: string, path: string): Promise<string> {
  const steps = pathSteps(path);
  if (!steps) throw leadsElsewhere(path);
  let at = await realpath(folder);
  for (const [index, step] of steps.entries()) {
    at = join(at, step);
    const stats = await lstat(at).catch(() => undefined);
    if (!stats) throw missing(path);
    const isFitting = index === steps.length - 1 ? stats.isFile() : stats.isDirectory();
    if (!isFitting) throw leadsElsewhere(path);
  }
  return at;
}

function leadsElsewhere(path: string): StudioError {
  return new StudioError({
    code: 'invalid-input',
    message: `It names “${path}”, which is no plain file in its own folder.`,
    remedy: 'Put the recording beside the document, and name it there without a folder or a link.',
  });
}

/** A document names a file that isn't there. */
export function missing(path: string): StudioError {
  return new StudioError({
    code: 'not-found',
    message: `Its recording “${path}” is not there.`,
    remedy:
      'Put it beside the document and import again; for the transcript alone, export it without audio.',
  });
}
