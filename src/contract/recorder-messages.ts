import { z } from 'zod';
import { childHeartbeatSchema, childReadySchema, shutdownSchema } from './child-messages.ts';
import { errorDataSchema } from './errors.ts';
import { perSide } from './side.ts';

export const toRecorderSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('record'),
    conversationId: z.string(),
    url: z.string(),
    /** A hidden, subscribe-only token for the room. */
    token: z.string(),
    /** `b` is null while nobody knows it: `side` tells it later. */
    identities: z.object({ a: z.string(), b: z.string().nullable() }),
    /** Absolute path of the WAV file to write. */
    path: z.string(),
    /** After a crash of the recorder: go on in the same file, whose sample 0 was then. */
    resumeFromMonotonicMs: z.number().optional(),
    /** Then also: how many peaks of each side came before, so that none comes twice. */
    peaksTold: z.number().int().min(0).optional(),
  }),
  /** Who side b is, once it is known. */
  z.object({ kind: z.literal('side'), conversationId: z.string(), identity: z.string() }),
  z.object({ kind: z.literal('stop'), conversationId: z.string() }),
  shutdownSchema,
]);
export type ToRecorder = z.infer<typeof toRecorderSchema>;

const about = { conversationId: z.string() };

/** Spans of audible sound of one channel, [startMs, endMs] of the recording, in order. */
const activitySchema = z.array(z.tuple([z.number(), z.number()]));
export type Activity = z.infer<typeof activitySchema>;

/** Where the recording stood when: pairs that map the machine's clock to the recording's. */
const clockPointSchema = z.object({ monotonicMs: z.number(), recordingMs: z.number() });
export type ClockPoint = z.infer<typeof clockPointSchema>;

export const fromRecorderSchema = z.discriminatedUnion('kind', [
  childReadySchema,
  childHeartbeatSchema,
  z.object({ kind: z.literal('joined'), ...about }),
  /** Both tracks arrive and are written; sample 0 of the recording was at `atMonotonicMs`. */
  z.object({ kind: z.literal('listening'), ...about, atMonotonicMs: z.number() }),
  /** A few times a second: where it stands and how loud the last stretch was (dBFS, −100 … 0). */
  z.object({
    kind: z.literal('progress'),
    ...about,
    clock: clockPointSchema,
    levels: perSide(z.number()),
    /** The loudest sample of each 20 ms since the last progress, 0 to 255 (library-api.ts). */
    peaks: perSide(z.array(z.number())),
  }),
  z.object({
    kind: z.literal('finished'),
    ...about,
    path: z.string(),
    sampleRate: z.number().int(),
    channels: z.number().int(),
    samples: z.number().int(),
    activity: perSide(activitySchema),
    clock: z.array(clockPointSchema),
    holes: z.array(z.object({ startMs: z.number(), endMs: z.number() })),
  }),
  z.object({ kind: z.literal('failed'), ...about, error: errorDataSchema }),
]);
export type FromRecorder = z.infer<typeof fromRecorderSchema>;
