import { join } from 'node:path';
import type { Conversation } from '../../../contract/conversation.ts';
import type { Library } from '../../library/index.ts';

/** Paths of recordings are relative in the library and absolute for users. */
export function forUsers(
  { directory }: Pick<Library, 'directory'>,
  conversation: Conversation,
): Conversation {
  const recordings = conversation.recordings.map((recording) => ({
    ...recording,
    path: join(directory, recording.path),
  }));
  return { ...conversation, recordings };
}
