import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StudioError } from '../contract/errors.ts';

/** The programs that the build makes and the host starts as processes of their own. */
export type EntryName = 'worker' | 'recorder' | 'rehearsal' | 'leash' | 'cli';

function isPackageRoot(directory: string): boolean {
  const file = join(directory, 'package.json');
  if (!existsSync(file)) return false;
  const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return (
    typeof parsed === 'object' && parsed !== null && 'name' in parsed && parsed.name === 'duologue'
  );
}

/**
 * Absolute path of the package's own folder, found upward from this module: the same code runs from
 * `src` (tests) and from `out/main` (built).
 */
export function packageRoot(from: string = import.meta.dirname): string {
  for (let directory = from; ; directory = dirname(directory)) {
    if (isPackageRoot(directory)) return directory;
    if (dirname(directory) === directory) {
      throw new StudioError({ code: 'internal', message: `No package folder above ${from}.` });
    }
  }
}

/** Absolute path of a built program. Throws `not-found` with the remedy when it isn't built. */
export function entryPath(name: EntryName, root: string = packageRoot()): string {
  const path = join(root, 'out', 'main', `${name}.js`);
  if (existsSync(path)) return path;
  throw new StudioError({
    code: 'not-found',
    message: `The built program ${path} is missing.`,
    remedy: 'Build it with `npm run build`.',
  });
}
