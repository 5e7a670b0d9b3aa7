import { z } from 'zod';

/** Every child process of the host says `ready` once, then `heartbeat` every second. */
export const childReadySchema = z.object({
  kind: z.literal('ready'),
  pid: z.number().int(),
  /** The loopback port of its HTTP endpoint, where it has one. */
  port: z.number().int().optional(),
});
export const childHeartbeatSchema = z.object({ kind: z.literal('heartbeat') });

/** The host asks every child to end in order; a kill follows by a deadline. */
export const shutdownSchema = z.object({ kind: z.literal('shutdown') });

export const HEARTBEAT_MS = 1000;
