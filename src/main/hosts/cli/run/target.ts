import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Conversation } from '../../../../contract/conversation.ts';
import { copyWhole, replaceFile, writeFailure } from '../files.ts';
import { conversationJson, jsonText, keptAudio } from '../json.ts';

const AUDIO = 'conversation.wav';
const TRANSCRIPT = 'conversation.json';

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
    return audio === undefined ? undefined : join(final, AUDIO);
  } catch (thrown) {
    await rm(temporary, { recursive: true, force: true });
    throw writeFailure(final, thrown);
  }
}

async function fill(directory: string, conversation: Conversation): Promise<string | undefined> {
  const kept = keptAudio(conversation);
  const audio = join(directory, AUDIO);
  if (kept !== undefined) await copyWhole(kept, audio);
  // The two files travel together, so the transcript names the audio beside it.
  const text = jsonText(conversationJson(conversation, AUDIO));
  await replaceFile(join(directory, TRANSCRIPT), (temporary) => writeFile(temporary, text));
  return kept === undefined ? undefined : audio;
}
