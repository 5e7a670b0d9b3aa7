import { z } from 'zod';
import { conversationStatusSchema, endReasonSchema, turnSchema } from './conversation.ts';
import { errorDataSchema } from './errors.ts';
import { sideSchema } from './side.ts';

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
  /** A finished turn; its times are provisional until the conversation is finalised. */
  z.object({ kind: z.literal('turn'), ...about, turn: turnSchema }),
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
    atMs: z.number(),
  }),
  z.object({ kind: z.literal('notice'), ...about, error: errorDataSchema }),
  z.object({
    kind: z.literal('ended'),
    ...about,
    status: conversationStatusSchema,
    endReason: endReasonSchema,
    message: z.string(),
  }),
]);
export type StudioEvent = z.infer<typeof studioEventSchema>;
