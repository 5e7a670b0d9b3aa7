import { existsSync } from 'node:fs';
import path from 'node:path';

/** The folders that hold a thread. */
export type ThreadName = 'voice' | 'ear' | 'align';

/**
 * The file of a thread of this program: `<folder>/thread.ts` of the sources, or `rehearsal-<folder>.js`
 * beside the built program.
 */
export function threadPath(folder: ThreadName): string {
  const here = import.meta.dirname;
  const places = [
    path.join(here, folder, 'thread.ts'),
    path.join(here, `rehearsal-${folder}.js`),
    path.join(here, '..', `rehearsal-${folder}.js`),
  ];
  const found = places.find((place) => existsSync(place));
  if (found === undefined)
    throw new Error(`the rehearsal ${folder} is missing: ${places.join(', ')}`);
  return found;
}
