import { z } from 'zod';
import {
  conversationStatusSchema,
  endReasonSchema,
  turnSchema,
  wordSchema,
} from './conversation.ts';
import { errorDataSchema } from './errors.ts';
import type { ExportProgress } from './export-api.ts';
import type { ImportProgress } from './import-api.ts';
import { perSide, sideSchema } from './side.ts';
import { costSchema } from './usage.ts';

/** A named step of getting ready, shown with its progress. */
export const stepSchema = z.object({
  name: z.enum(['livekit', 'providers', 'workers', 'recorder', 'room', 'dispatch']),
  state: z.enum(['waiting', 'active', 'done', 'failed']),
  /** Short text for a person: "livekit-server 1.13.5 on 127.0.0.1:40123". */
  note: z.string().optional(),
  /** How long it took, when done. */
  tookMs: z.number().optional(),
});
export type Step = z.infer<typeof stepSchema>;

export const sideStateSchema = z.enum(['joining', 'listening', 'thinking', 'speaking', 'left']);
export type SideState = z.infer<typeof sideStateSchema>;

/** One part of the engine, and how it stands between runs too. */
export const systemPartSchema = z.object({
  name: z.enum(['livekit', 'worker-a', 'worker-b', 'recorder', 'rehearsal']),
  state: z.enum(['idle', 'starting', 'ready', 'fault']),
  /** Short text for a person. */
  note: z.string().optional(),
});
export type SystemPart = z.infer<typeof systemPartSchema>;

const about = { conversationId: z.string() };

/** What the studio pushes while it works. Times are ms of the recording. */
export const studioEventSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('step'), ...about, step: stepSchema }),
  z.object({ kind: z.literal('status'), ...about, status: conversationStatusSchema }),
  z.object({
    kind: z.literal('side-state'),
    ...about,
    side: sideSchema,
    state: sideStateSchema,
    atMs: z.number(),
  }),
  z.object({
    kind: z.literal('turn-started'),
    ...about,
    turnId: z.string(),
    side: sideSchema,
    speaker: z.string(),
    startMs: z.number(),
  }),
  /**
   * Words that the open turn goes on with, in order, each sent once. They may be announced up to a second
   * before they sound: show a word when the clock of the recording has come to its start.
   */
  z.object({
    kind: z.literal('turn-words'),
    ...about,
    turnId: z.string(),
    words: z.array(wordSchema),
  }),
  /** A finished turn; its times are provisional until the conversation is finalised. */
  z.object({ kind: z.literal('turn'), ...about, turn: turnSchema }),
  /** A turn that was begun and of which nothing was audible: it is taken back. */
  z.object({ kind: z.literal('turn-dropped'), ...about, turnId: z.string() }),
  z.object({
    kind: z.literal('heard'),
    ...about,
    turnId: z.string(),
    heard: z.string(),
  }),
  z.object({
    kind: z.literal('levels'),
    ...about,
    /** Loudness of the last stretch in dBFS, −100 for silence. */
    a: z.number(),
    b: z.number(),
    /** The new values since the last such event, 0 to 255, PEAKS_PER_SECOND of them a second. */
    peaks: perSide(z.array(z.number())),
    atMs: z.number(),
  }),
  /** What it has cost so far; whenever that changes, once a second at most. */
  z.object({ kind: z.literal('cost'), ...about, cost: costSchema }),
  /** The user asked to let them finish. */
  z.object({ kind: z.literal('finishing'), ...about }),
  z.object({ kind: z.literal('notice'), ...about, error: errorDataSchema }),
  z.object({
    kind: z.literal('ended'),
    ...about,
    status: conversationStatusSchema,
    endReason: endReasonSchema,
    message: z.string(),
  }),
  /** Stored things changed, by whomever: what is shown of them is to be asked for again. */
  z.object({
    kind: z.literal('changed'),
    what: z.enum(['conversations', 'personas', 'scenarios', 'settings']),
    /** Empty: any of them. */
    ids: z.array(z.string()),
  }),
  z.object({ kind: z.literal('system'), parts: z.array(systemPartSchema) }),
  z.object({ kind: z.literal('export'), progress: z.custom<ExportProgress>() }),
  z.object({ kind: z.literal('import'), progress: z.custom<ImportProgress>() }),
]);
export type StudioEvent = z.infer<typeof studioEventSchema>;

/** The events of one conversation. */
export type ConversationEvent = Extract<StudioEvent, { conversationId: string }>;

export function isAboutConversation(event: StudioEvent): event is ConversationEvent {
  return 'conversationId' in event;
}
