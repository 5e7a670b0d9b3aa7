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
