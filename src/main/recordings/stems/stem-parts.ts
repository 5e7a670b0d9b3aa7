import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SIDES } from '../../../contract/side.ts';
import { stemFileName } from '../../../contract/stem-file.ts';
import { UNFINISHED_NAME } from './write-stems.ts';

/**
 * Removes what the workers kept of the voices in a conversation's folder, and what a host that died left
 * unfinished. Never rejects: a file that is still held open (Windows) goes with its conversation.
 */
export async function removeStemParts(folder: string): Promise<void> {
  const names = [...SIDES.map(stemFileName), UNFINISHED_NAME];
  await Promise.allSettled(names.map((name) => rm(join(folder, name), { force: true })));
}
