import { z } from 'zod';

/** Lower-case words joined by hyphens; also a safe file name. */
export const slugSchema = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use lower-case letters, digits and hyphens')
  .max(64);

const tagSchema = z.string().trim().min(1).max(40);

/** How somebody behaves on a call. Every value runs from 0 (never, least) to 1 (always, most). */
export const mannerSchema = z.strictObject({
  talkativeness: z.number().min(0).max(1).default(0.5),
  /** How long somebody waits in a silence before speaking again. */
  patience: z.number().min(0).max(1).default(0.5),
  /** How likely somebody is to barge in on a turn of the other side. */
  interrupting: z.number().min(0).max(1).default(0),
});
export type Manner = z.infer<typeof mannerSchema>;

/** Who speaks. */
export const personaSchema = z.strictObject({
  id: slugSchema,
  name: z.string().trim().min(1).max(80),
  /** A word or two: customer, support agent, patient. */
  role: z.string().trim().min(1).max(80),
  /** One line, shown in lists. */
  summary: z.string().trim().max(200).default(''),
  /** Character and way of speaking, in the second person ("You are …"). */
  instructions: z.string().trim().min(1).max(8000),
  /** What this person wants from the call. */
  goal: z.string().trim().max(1000).default(''),
  /** What this person knows and tells only when asked. */
  facts: z.array(z.string().trim().min(1).max(500)).max(50).default([]),
  manner: mannerSchema.default({ talkativeness: 0.5, patience: 0.5, interrupting: 0 }),
  /** The voice by provider. */
  voices: z
    .strictObject({
      rehearsal: z.string().min(1).max(80),
      openai: z.string().min(1).max(80),
      'openai-compatible': z.string().min(1).max(80),
    })
    .partial()
    .default({}),
  /** How this person speaks, for voices that take it: "hurried, a little hoarse". */
  delivery: z.string().trim().max(1000).default(''),
  /** BCP 47, for instance `en`. */
  language: z.string().min(2).max(20).default('en'),
  tags: z.array(tagSchema).max(20).default([]),
});
export type Persona = z.infer<typeof personaSchema>;
