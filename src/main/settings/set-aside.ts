import { renameSync } from 'node:fs';
import type { ErrorData } from '../../contract/errors.ts';

/**
 * Puts a file that can't be read aside, so that nothing overwrites what may be mended by hand.
 *
 * @param what for the sentence "… could not be read".
 * @param now ISO 8601; becomes part of the new name.
 * @returns what the user should know.
 */
export function setAside(path: string, what: string, reason: string, now: string): ErrorData {
  const kept = nameAside(path, now);
  const moved = rename(path, kept);
  return {
    code: 'invalid-input',
    message: `${what} could not be read and ${moved ? 'were set aside' : 'are ignored'}: ${reason}`,
    remedy: `Duologue goes on with defaults; the old file is ${moved ? kept : path}.`,
    details: { file: moved ? kept : path },
  };
}

/** Where a file is kept that is no longer used as it is. @param now ISO 8601. */
export function nameAside(path: string, now: string): string {
  return `${path}.broken-${now.replace(/[^\dTZ]/g, '')}`;
}

function rename(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch {
    return false; // a read-only directory: the file stays where it is, and nothing can overwrite it
  }
}
