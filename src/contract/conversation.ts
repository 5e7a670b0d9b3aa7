import { z } from 'zod';
import { egressSchema } from './egress.ts';
import { errorDataSchema } from './errors.ts';
import { personaSchema } from './persona.ts';
import { playerSourceSchema, sidePlayerSchema } from './provider.ts';
import { limitsSchema, scenarioSchema } from './scenario.ts';
import { perSide, sideSchema } from './side.ts';
import { usageSchema } from './usage.ts';

/** All `…Ms` of a conversation are milliseconds (float) from sample 0 of its recording. */
const ms = z.number();

export const conversationStatusSchema = z.enum([
  'preparing',
  'running',
  'finishing',
  /** Ended as the scenario meant it to: a goodbye or a limit. */
  'completed',
  /** Ended by the user. What was spoken is kept. */
  'stopped',
  /** Ended by a fault. What was spoken is kept. */
  'failed',
  /** The host died in mid-run; found and repaired at the next start. */
  'interrupted',
]);
export type ConversationStatus = z.infer<typeof conversationStatusSchema>;

/** Why a conversation ended. */
export const endReasonSchema = z.enum([
  'goodbye',
  'max-turns',
  'max-minutes',
  'silence',
  /** The next turn would have cost more than was allowed. */
  'budget',
  'stopped',
  'fault',
  'host-died',
]);
export type EndReason = z.infer<typeof endReasonSchema>;

/** Everything that a run depends on, frozen when it starts. Holds no secret. */
export const conversationConfigSchema = z.object({
  scenario: scenarioSchema,
  personas: perSide(personaSchema),
  /** What plays each side. */
  stages: perSide(sidePlayerSchema),
  /** Equal seeds give equal choices of the rehearsal mind and of turn-taking. */
  seed: z.number().int().min(0).max(0xffff_ffff),
  limits: limitsSchema,
  /** US dollars that it may cost; it ends at the turn before. */
  budgetUsd: z.number().positive().optional(),
  connection: z.object({
    kind: z.enum(['local', 'remote']),
    url: z.string().optional(),
    /** As the user calls it. */
    name: z.string().optional(),
  }),
  appVersion: z.string(),
});
export type ConversationConfig = z.infer<typeof conversationConfigSchema>;

/** Where a word's times come from. An estimate is never presented as exact. */
export const wordOriginSchema = z.enum(['provider', 'aligned', 'estimated']);

export const wordSchema = z.object({
  text: z.string(),
  startMs: ms,
  endMs: ms,
  origin: wordOriginSchema,
});
export type Word = z.infer<typeof wordSchema>;

/** One utterance of one side. */
export const turnSchema = z.object({
  id: z.string(),
  /** 0-based, in order of start. */
  index: z.number().int().min(0),
  side: sideSchema,
  speaker: z.string(),
  /** What was audible: an interrupted turn is cut where it was cut. */
  text: z.string(),
  /** What the side meant to say; differs from `text` when the turn was interrupted. */
  intended: z.string(),
  /** What the other side's STT understood; null until (or unless) it reported. */
  heard: z.string().nullable(),
  startMs: ms,
  endMs: ms,
  interrupted: z.boolean(),
  words: z.array(wordSchema),
  /**
   * The turn without its pauses: stretches of sound [startMs, endMs], in order, within the turn. Empty
   * where the sound was not measured (while it runs; a turn of a time that was not recorded).
   */
  segments: z.array(z.tuple([ms, ms])),
  /**
   * Floor-transfer offset to the other side's turn before it: gap > 0, overlap < 0; null for the first
   * turn and where the floor does not change hands (the same side goes on, or speaks within the other's).
   */
  gapMs: ms.nullable(),
});
export type Turn = z.infer<typeof turnSchema>;

export const recordingSchema = z.object({
  /**
   * `local`: what the recorder heard in the room. `stems`: what each side's voice made, before the
   * network, on the same clock. Both stereo: left is side a, right is side b.
   */
  kind: z.enum(['local', 'stems']),
  /** Relative to the data directory in the library; absolute in results for users. */
  path: z.string(),
  format: z.enum(['wav', 'flac', 'ogg']),
  channels: z.number().int(),
  sampleRate: z.number().int(),
  durationMs: ms,
  bytes: z.number().int(),
  sha256: z.string(),
  /** Spans in which nothing could be recorded; they hold silence of the right length. */
  holes: z.array(z.object({ startMs: ms, endMs: ms })),
});
export type Recording = z.infer<typeof recordingSchema>;

export const metricsSchema = z.object({
  /** First audible speech after dispatch. */
  firstSpeechMs: ms.nullable(),
  gapMedianMs: ms.nullable(),
  gapP95Ms: ms.nullable(),
  /** Time in which both sides were audible. */
  overlapMs: ms,
  interruptions: z.number().int(),
  /** Word error rate (0 … ) of what the sides heard against what was audible. */
  heardWer: z.number().nullable(),
  turnCount: z.number().int(),
  speechMs: perSide(ms),
});
export type Metrics = z.infer<typeof metricsSchema>;

export const conversationSchema = z.object({
  id: z.string(),
  title: z.string(),
  status: conversationStatusSchema,
  endReason: endReasonSchema.nullable(),
  /** One sentence for a person about how it ended. */
  endMessage: z.string().nullable(),
  error: errorDataSchema.nullable(),
  /** ISO 8601, UTC. */
  createdAt: z.string(),
  endedAt: z.string().nullable(),
  durationMs: ms,
  config: conversationConfigSchema,
  turns: z.array(turnSchema),
  recordings: z.array(recordingSchema),
  metrics: metricsSchema.nullable(),
  /** What LiveKit's egress service recorded of it; null: none was asked for. */
  egress: egressSchema.nullable(),
  /** What it used of its providers; null: not known (older than Duologue counts, or imported). */
  usage: usageSchema.nullable().default(null),
  /** The user's own words about it. */
  notes: z.string(),
  tags: z.array(z.string()),
  /** ISO 8601, UTC: since when it lies in the trash; null: it doesn't. */
  trashedAt: z.string().nullable(),
});
export type Conversation = z.infer<typeof conversationSchema>;

export const MINIATURE_COLUMNS = 60;

/** A row of the library's list: cheap, without turns. */
export const conversationSummarySchema = conversationSchema
  .pick({
    ...{ id: true, title: true, status: true, endReason: true, createdAt: true, durationMs: true },
    ...{ tags: true, trashedAt: true },
  })
  .extend({
    scenarioId: z.string(),
    personaIds: perSide(z.string()),
    /** Of the language model of a pipeline, of a speech-to-speech model, or `external`. */
    providers: perSide(playerSourceSchema),
    speakers: perSide(z.string()),
    turnCount: z.number().int(),
    gapMedianMs: ms.nullable(),
    overlapMs: ms.nullable(),
    interruptions: z.number().int().nullable(),
    /**
     * The two lanes in small: MINIATURE_COLUMNS digits over the length of the recording, 0 nobody,
     * 1 side a, 2 side b, 3 both speak. Null until the conversation is final.
     */
    miniature: z.string().nullable(),
  });
export type ConversationSummary = z.infer<typeof conversationSummarySchema>;
