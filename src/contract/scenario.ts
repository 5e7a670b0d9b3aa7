import { z } from 'zod';
import { slugSchema } from './persona.ts';
import { perSide, sideSchema } from './side.ts';

const factSchema = z.string().trim().min(1).max(500);

/** Turns of both sides together. */
const maxTurns = z.number().int().min(1).max(10_000);
const maxMinutes = z.number().positive().max(240);
/** Silence of both sides after which the conversation ends. */
const silenceSeconds = z.number().positive().max(600);

/** Where a conversation stops when nobody says goodbye. */
export const limitsSchema = z.strictObject({
  maxTurns: maxTurns.default(60),
  maxMinutes: maxMinutes.default(10),
  silenceSeconds: silenceSeconds.default(20),
});
export type Limits = z.infer<typeof limitsSchema>;

/** What a start changes of its scenario's limits; no defaults, or they would stand for the scenario's. */
export const changedLimitsSchema = z.strictObject({
  maxTurns: maxTurns.optional(),
  maxMinutes: maxMinutes.optional(),
  silenceSeconds: silenceSeconds.optional(),
});

/**
 * One scripted line of the rehearsal mind. `{{self.name}}`, `{{other.name}}`, `{{self.first}}` and
 * `{{other.first}}` are filled in. With several wordings, the seed chooses.
 */
export const rehearsalLineSchema = z.strictObject({
  side: sideSchema,
  say: z.union([z.string().min(1).max(2000), z.array(z.string().min(1).max(2000)).min(1).max(12)]),
  /** The line is a goodbye: the side ends the call after it. */
  hangUp: z.boolean().default(false),
});
export type RehearsalLine = z.infer<typeof rehearsalLineSchema>;

/** What the call is about. */
export const scenarioSchema = z.strictObject({
  id: slugSchema,
  title: z.string().trim().min(1).max(120),
  summary: z.string().trim().max(300).default(''),
  /** What both sides know before the call begins. */
  situation: z.string().trim().min(1).max(8000),
  opener: sideSchema.default('b'),
  /** Persona ids that suit this scenario; a run may name others. */
  personas: z.strictObject({ a: slugSchema, b: slugSchema }),
  /** What only that side knows. */
  facts: perSide(z.array(factSchema).max(50).default([])).default({ a: [], b: [] }),
  endConditions: z.array(factSchema).max(20).default([]),
  successCriteria: z.array(factSchema).max(20).default([]),
  language: z.string().min(2).max(20).default('en'),
  limits: limitsSchema.default({ maxTurns: 60, maxMinutes: 10, silenceSeconds: 20 }),
  tags: z.array(z.string().trim().min(1).max(40)).max(20).default([]),
  /** The script that the rehearsal mind plays; without it, it generates from the personas. */
  rehearsal: z.strictObject({ lines: z.array(rehearsalLineSchema).min(2).max(500) }).optional(),
});
export type Scenario = z.infer<typeof scenarioSchema>;
