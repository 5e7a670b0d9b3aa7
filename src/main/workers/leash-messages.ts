import { z } from 'zod';
import {
  childHeartbeatSchema,
  childReadySchema,
  shutdownSchema,
} from '../../contract/child-messages.ts';

export const toLeashSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('start'),
    command: z.string().min(1),
    args: z.array(z.string()),
    /** The whole environment of the program; secrets go here, never into `args`. */
    env: z.record(z.string(), z.string()),
    /** Time from SIGTERM to SIGKILL. */
    graceMs: z.number().int().min(0).max(60_000),
  }),
  shutdownSchema,
]);
export type ToLeash = z.infer<typeof toLeashSchema>;

export const fromLeashSchema = z.discriminatedUnion('kind', [
  childReadySchema,
  childHeartbeatSchema,
  z.object({ kind: z.literal('started'), pid: z.number().int() }),
  /** The program ended (or, with `error`, could not be started); the leash ends as well. */
  z.object({
    kind: z.literal('exited'),
    code: z.number().int().nullable(),
    signal: z.string().nullable(),
    error: z.string().optional(),
  }),
]);
export type FromLeash = z.infer<typeof fromLeashSchema>;
