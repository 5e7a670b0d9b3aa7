import {
  DOCUMENT_KIND,
  DOCUMENT_VERSION,
  type ConversationDocument,
  type DocumentRecording,
  type LoggedConversation,
} from '../../../contract/conversation-document.ts';
import { jsonText } from '../json-text.ts';
import type { TextWriter } from './text-format.ts';

/**
 * A whole conversation as one document (contract/conversation-document.ts).
 * @param recordings the files that it is to name
 */
export function conversationDocument(
  { trashedAt: _inTrash, ...conversation }: LoggedConversation,
  recordings: DocumentRecording[],
): ConversationDocument {
  return { kind: DOCUMENT_KIND, version: DOCUMENT_VERSION, ...conversation, recordings };
}

export const jsonWriter: TextWriter = {
  title: 'JSON',
  about: 'Everything there is about the conversation; Duologue can import it again.',
  names: ({ recordingId }) => [`${recordingId}.json`],
  write: (conversation, context) => [
    {
      name: `${context.recordingId}.json`,
      text: jsonText(conversationDocument(conversation, context.recordings)),
    },
  ],
};
