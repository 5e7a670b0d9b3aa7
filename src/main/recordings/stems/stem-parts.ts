import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SIDES } from '../../../contract/side.ts';
import { stemFileName } from '../../../contract/stem-file.ts';

/**
 * Removes what the workers kept of the voices in a conversation's folder. Never rejects: a file that is
 * still held open (Windows) goes with its conversation.
 */
export async function removeStemParts(folder: string): Promise<void> {
  const paths = SIDES.map((side) => join(folder, stemFileName(side)));
  await Promise.allSettled(paths.map((path) => rm(path, { force: true })));
}
