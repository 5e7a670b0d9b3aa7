import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { LoggedConversation } from '../../../../contract/conversation-document.ts';
import { StudioError } from '../../../../contract/errors.ts';
import { exportOptionsSchema } from '../../../../contract/export-api.ts';
import { writeConversationFiles, writeFailure } from '../../../host-kit.ts';

const NAME = 'conversation';
const AUDIO = `${NAME}.wav`;

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
  conversation: LoggedConversation,
): Promise<string | undefined> {
  if (!target.several) return fill(target.directory, conversation);
  const name = `${index + 1}-${conversation.id}`;
  const final = join(target.directory, name);
  const temporary = join(target.directory, `.${name}.tmp`);
  try {
    await mkdir(temporary, { recursive: true });
    const audio = await fill(temporary, conversation);
    await rename(temporary, final);
    return audio === undefined ? undefined : join(final, AUDIO);
  } catch (thrown) {
    await rm(temporary, { recursive: true, force: true });
    throw writeFailure(final, thrown);
  }
}

/** Throws `not-found` when the recording is gone; the transcript is written all the same. */
async function fill(
  directory: string,
  conversation: LoggedConversation,
): Promise<string | undefined> {
  const { files, shortfalls } = await writeConversationFiles({
    ...exportOptionsSchema.parse({ texts: ['json'], audio: {} }),
    ...{ conversation, clip: null, augment: null },
    ...{ directory, name: NAME },
  });
  const [shortfall] = shortfalls;
  if (shortfall) throw new StudioError(shortfall.error);
  return files.some(({ name }) => name === AUDIO) ? join(directory, AUDIO) : undefined;
}
