import type { DocumentRecording } from '../../contract/conversation-document.ts';

/** A JSON document that may be a conversation, and what lies beside it. */
export interface FoundDocument {
  /** For people: its path, as short as is clear. */
  name: string;
  /** Absolute. */
  path: string;
  /** Absolute path of a file that it names. Rejects with `not-found` or `invalid-input`. */
  locate: (recording: DocumentRecording) => Promise<string>;
}
