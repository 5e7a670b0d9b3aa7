import { z } from 'zod';
import { conversationSchema, recordingSchema, type Conversation } from './conversation.ts';
import { perSide } from './side.ts';

/** One entry of a run's log. */
export const loggedEventSchema = z.object({
  /** Ms from sample 0 of the recording; null before there is one. */
  atMs: z.number().nullable(),
  kind: z.string(),
  /** Plain data; no audio, no secret. */
  payload: z.unknown(),
});
export type LoggedEvent = z.infer<typeof loggedEventSchema>;

/** A conversation with the log of its run. */
export interface LoggedConversation extends Conversation {
  events: LoggedEvent[];
}

/** A recording as a document names it: a file, and which of its channels (from 0) holds which side. */
export const documentRecordingSchema = recordingSchema.extend({
  /** Null: the side is not in this file. Both on one channel: they are mixed. */
  sides: perSide(z.number().int().min(0).nullable()),
});
export type DocumentRecording = z.infer<typeof documentRecordingSchema>;

export const DOCUMENT_KIND = 'duologue-conversation';
export const DOCUMENT_VERSION = 1;

/**
 * A whole conversation as a JSON document: what `show --json` prints and an export's `conversation.json`
 * holds, and what can be imported again without loss. Paths of recordings are relative to the document, or
 * absolute where it is printed. It grows only by fields that an older reader may leave out; anything else
 * is a new version.
 */
export const conversationDocumentSchema = z.object({
  kind: z.literal(DOCUMENT_KIND),
  version: z.literal(DOCUMENT_VERSION),
  ...conversationSchema.omit({ trashedAt: true }).shape,
  recordings: z.array(documentRecordingSchema),
  events: z.array(loggedEventSchema).default([]),
});
export type ConversationDocument = z.infer<typeof conversationDocumentSchema>;
