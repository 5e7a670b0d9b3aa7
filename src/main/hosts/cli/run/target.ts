import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Conversation } from '../../../../contract/conversation.ts';
import { StudioError } from '../../../../contract/errors.ts';
import { FILE_NAMES, fillFolder, writeFailure } from '../../../host-kit.ts';

/** Where `--out` puts a conversation. */
export interface Target {
  /** Absolute; exists and can be written to. */
  directory: string;
  /** Of several conversations each gets a folder of its own, `<n>-<id>`. */
  several: boolean;
}

/**
 * Writes conversation.wav and conversation.json; each appears complete or not at all.
 * @param index 0-based place in the batch
 * @returns absolute path of the audio; undefined when the conversation has none
 */
export async function writeConversation(
  target: Target,
  index: number,
  conversation: Conversation,
): Promise<string | undefined> {
  if (!target.several) return fill(target.directory, conversation);
  const name = `${index + 1}-${conversation.id}`;
  const final = join(target.directory, name);
  const temporary = join(target.directory, `.${name}.tmp`);
  try {
    await mkdir(temporary, { recursive: true });
    const audio = await fill(temporary, conversation);
    await rename(temporary, final);
    return audio === undefined ? undefined : join(final, FILE_NAMES.wav);
  } catch (thrown) {
    await rm(temporary, { recursive: true, force: true });
    throw writeFailure(final, thrown);
  }
}

/** Throws `not-found` when the recording is gone; the transcript is written all the same. */
async function fill(directory: string, conversation: Conversation): Promise<string | undefined> {
  const { files, missing } = await fillFolder(directory, conversation, ['wav', 'json']);
  if (missing) throw new StudioError(missing);
  const hasAudio = files.some(({ name }) => name === FILE_NAMES.wav);
  return hasAudio ? join(directory, FILE_NAMES.wav) : undefined;
}
