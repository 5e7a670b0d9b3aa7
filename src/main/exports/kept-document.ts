import type {
  ConversationDocument,
  DocumentRecording,
  LoggedConversation,
} from '../../contract/conversation-document.ts';
import type { Conversation, Recording } from '../../contract/conversation.ts';
import { conversationDocument } from './texts/json.ts';

/** Recordings of the library: left is side a. */
const SIDES: DocumentRecording['sides'] = { a: 0, b: 1 };

/**
 * A conversation of the library as a document that names the recordings where they lie.
 * @param conversation with absolute paths
 * @param audioPath where the recording lies instead
 */
export function keptDocument(
  conversation: LoggedConversation,
  audioPath?: string,
): ConversationDocument {
  const recordings = conversation.recordings.map((recording) => ({
    ...recording,
    path: recording.kind === 'local' ? (audioPath ?? recording.path) : recording.path,
    sides: SIDES,
  }));
  return conversationDocument(conversation, recordings);
}

/** Where the library keeps the recording of a conversation: absolute; undefined when there is none. */
export function keptAudio({ recordings }: Pick<Conversation, 'recordings'>): string | undefined {
  return recordings.find(isLocal)?.path;
}

function isLocal({ kind }: Recording): boolean {
  return kind === 'local';
}
