import { z } from 'zod';
import { childHeartbeatSchema, childReadySchema, shutdownSchema } from './child-messages.ts';
import { personaSchema } from './persona.ts';
import { scenarioSchema } from './scenario.ts';
import { perSide } from './side.ts';

export const toRehearsalSchema = z.discriminatedUnion('kind', [
  /** What the mind plays; requests name the conversation by header (see provider.ts). */
  z.object({
    kind: z.literal('open'),
    conversationId: z.string(),
    scenario: scenarioSchema,
    personas: perSide(personaSchema),
    seed: z.number().int(),
  }),
  z.object({ kind: z.literal('close'), conversationId: z.string() }),
  shutdownSchema,
]);
export type ToRehearsal = z.infer<typeof toRehearsalSchema>;

export const fromRehearsalSchema = z.discriminatedUnion('kind', [
  childReadySchema,
  childHeartbeatSchema,
]);
export type FromRehearsal = z.infer<typeof fromRehearsalSchema>;

/** Of `POST /v1/audio/alignments`, the form field `request`; the sound is `file`, a WAV file. */
export const alignmentRequestSchema = z.object({
  /** The words as they are written, punctuation and all, in order. */
  words: z.array(z.string()).min(1).max(20_000),
  /** BCP 47 */
  language: z.string().min(2).max(20),
  /** Stretches of speech in ms of the sound, in order. */
  segments: z.array(z.tuple([z.number(), z.number()])).min(1),
  /** How many of the words are probably in the sound, when it was cut off and the rest may be. */
  expectedWords: z.number().int().min(1).optional(),
});
export type AlignmentRequest = z.infer<typeof alignmentRequestSchema>;

/** The answer to it; `words` is null when the sound doesn't fit the words. */
export const alignmentSchema = z.object({
  /** As many as were asked for, ms of the sound; null: has no sound of its own, or isn't in it. */
  words: z.array(z.object({ startMs: z.number(), endMs: z.number() }).nullable()).nullable(),
});
export type Alignment = z.infer<typeof alignmentSchema>;
