import { z } from 'zod';
import { childHeartbeatSchema, childReadySchema, shutdownSchema } from './child-messages.ts';
import { errorDataSchema } from './errors.ts';
import { mannerSchema } from './persona.ts';
import { pipelineSchema, realtimeSchema, sttStageSchema } from './provider.ts';
import { sideSchema } from './side.ts';
import { sideStateSchema } from './studio-events.ts';
import { amountsSchema, usedStageSchema } from './usage.ts';

/** Dispatch metadata: one side of one conversation, frozen. Holds no secret. */
export const sideJobSchema = z.object({
  conversationId: z.string(),
  side: sideSchema,
  /** Participant identities in the room. */
  identity: z.string(),
  /**
   * The other side: one of ours by its identity, or an agent of the user's own, which chooses its identity
   * itself.
   */
  peer: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('ours'), identity: z.string() }),
    z.object({
      kind: z.literal('external'),
      /** Recognises its words where it publishes none; null: they stay unknown then. */
      stt: sttStageSchema.nullable(),
    }),
  ]),
  name: z.string(),
  /** The system prompt, exactly as the model gets it. */
  instructions: z.string(),
  opener: z.boolean(),
  /** What plays this side. */
  player: z.union([pipelineSchema, realtimeSchema]),
  manner: mannerSchema,
  seed: z.number().int(),
});
export type SideJob = z.infer<typeof sideJobSchema>;

export const toWorkerSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('init'),
    side: sideSchema,
    /** Unique to this studio instance. */
    agentName: z.string(),
    livekit: z.object({ url: z.string(), apiKey: z.string(), apiSecret: z.string() }),
    /** See key-ring.ts; sent here so that they never stand in argv or in a dispatch. */
    keys: z.record(z.string(), z.string()),
    /**
     * Absolute: the folder of all recordings, with one of each conversation in it. There the worker keeps
     * what it plays (stem-file.ts). Without it, as on another machine, it keeps nothing.
     */
    recordings: z.string().optional(),
  }),
  /** Other keys: for the jobs that begin from now on. */
  z.object({ kind: z.literal('keys'), keys: z.record(z.string(), z.string()) }),
  /**
   * Join this room as an ordinary participant (kind STANDARD), without a dispatch: agents of others hear
   * only those by default.
   */
  z.object({
    kind: z.literal('join'),
    conversationId: z.string(),
    job: sideJobSchema,
    /** Of the room; a secret. */
    token: z.string(),
  }),
  /** The agent of the user's own has come: this is who it is in the room. */
  z.object({ kind: z.literal('peer'), conversationId: z.string(), identity: z.string() }),
  /** The recorder listens and both sides are there: the opener may speak. */
  z.object({ kind: z.literal('begin'), conversationId: z.string() }),
  /** Finish what is being said and then say nothing more: the last allowed turn has begun. */
  z.object({ kind: z.literal('hush'), conversationId: z.string() }),
  /** The user lets them finish: from the next turn on, say goodbye and end the call. */
  z.object({ kind: z.literal('wrap-up'), conversationId: z.string() }),
  /** Leave now: whatever is being said is cut, reported and the job ended. */
  z.object({ kind: z.literal('leave'), conversationId: z.string() }),
  shutdownSchema,
]);
export type ToWorker = z.infer<typeof toWorkerSchema>;

const about = { conversationId: z.string(), side: sideSchema };

/** A word inside a turn, in ms from the turn's first sample. */
export const spokenWordSchema = z.object({
  text: z.string(),
  startMs: z.number(),
  endMs: z.number(),
  origin: z.enum(['provider', 'estimated']),
});
export type SpokenWord = z.infer<typeof spokenWordSchema>;

/** Where the audio of a turn lies in the stem file of its side (see stem-file.ts). */
export const stemPartSchema = z.object({
  fromSample: z.number().int().min(0),
  samples: z.number().int().min(0),
  /** Hz */
  sampleRate: z.number().int().positive(),
});
export type StemPart = z.infer<typeof stemPartSchema>;

export const fromWorkerSchema = z.discriminatedUnion('kind', [
  childReadySchema,
  childHeartbeatSchema,
  z.object({ kind: z.literal('registered'), workerId: z.string() }),
  /** Trouble with the LiveKit server; the worker goes on trying unless `final`. */
  z.object({ kind: z.literal('unregistered'), error: errorDataSchema, final: z.boolean() }),
  z.object({ kind: z.literal('joined'), ...about }),
  /** The other side's audio arrives. */
  z.object({ kind: z.literal('linked'), ...about }),
  z.object({
    kind: z.literal('state'),
    ...about,
    state: sideStateSchema,
    atMonotonicMs: z.number(),
  }),
  z.object({
    kind: z.literal('turn-started'),
    ...about,
    turnId: z.string(),
    /** When the first sample was handed to the audio source. */
    atMonotonicMs: z.number(),
  }),
  /** Words of the open turn whose sound was handed out; they sound up to a second later. */
  z.object({
    kind: z.literal('turn-words'),
    ...about,
    turnId: z.string(),
    words: z.array(spokenWordSchema),
  }),
  z.object({
    kind: z.literal('turn-ended'),
    ...about,
    turnId: z.string(),
    intended: z.string(),
    /** What was audible. */
    text: z.string(),
    words: z.array(spokenWordSchema),
    startMonotonicMs: z.number(),
    endMonotonicMs: z.number(),
    /** Audio that was played, in ms. */
    playedMs: z.number(),
    interrupted: z.boolean(),
    /** Undefined when what was played was not kept. */
    stem: stemPartSchema.optional(),
  }),
  /** What this side understood of the other, and when that was audible to it. */
  z.object({
    kind: z.literal('heard'),
    ...about,
    text: z.string(),
    startMonotonicMs: z.number(),
    endMonotonicMs: z.number(),
  }),
  /** What a stage has used since the last such message. */
  z.object({
    kind: z.literal('usage'),
    ...about,
    stage: usedStageSchema,
    model: z.string(),
    amounts: amountsSchema,
  }),
  /** This side said goodbye and hangs up. */
  z.object({ kind: z.literal('hang-up'), ...about }),
  /** A fault of one side; `fatal`: the side can't go on. */
  z.object({
    kind: z.literal('fault'),
    ...about,
    error: errorDataSchema,
    fatal: z.boolean(),
  }),
  /** The side has left the room; nothing more comes from it. */
  z.object({ kind: z.literal('left'), ...about }),
]);
export type FromWorker = z.infer<typeof fromWorkerSchema>;
