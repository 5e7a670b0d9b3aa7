import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { STAGING } from './journal.ts';

const LOOK_MS = 250;

/**
 * Tells now and then how many bytes of a conversation are written already: one of an hour takes a while.
 *
 * @param directory of the export
 * @returns ends it
 */
export function watchStaging(directory: string, onBytes: (bytes: number) => void): () => void {
  let isLooking = false;
  const timer = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    void sizeOf(join(directory, STAGING)).then((bytes) => {
      isLooking = false;
      onBytes(bytes);
    });
  }, LOOK_MS);
  return () => clearInterval(timer);
}

/** 0 between two conversations, when there is no such folder. */
async function sizeOf(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  const sizes = await Promise.all(
    names.map((name) =>
      stat(join(folder, name)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
