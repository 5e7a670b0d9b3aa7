import type { z } from 'zod';
import type { childReadySchema } from '../../contract/child-messages.ts';
import type { Log } from '../log.ts';
import type { ExitData } from './exit.ts';

export type ChildReady = z.infer<typeof childReadySchema>;
/** Whatever crosses to or from a child. */
export interface Message {
  kind: string;
}
/** What a child has to say beyond the life-cycle messages, which `Child` handles itself. */
export type Payload<Out extends Message> = Exclude<Out, { kind: 'ready' | 'heartbeat' }>;

export interface ChildOptions<Out extends Message> {
  /** For the log and for messages to a person: "agent worker a". */
  name: string;
  /** Absolute path of the program's module. */
  entry: string;
  /** Everything that the child may say. What doesn't fit is logged and dropped. */
  schema: z.ZodType<Out>;
  log: Log;
  /** In addition to the inherited environment (see child-env.ts). */
  env?: Record<string, string>;
  /** Time from start to `ready`. Default 20 000. */
  readyMs?: number;
  /** Silence after which the child counts as wedged. Default 10 000. */
  silenceMs?: number;
  /** Time from `shutdown` to the kill. Default 5 000. */
  stopMs?: number;
}

export interface ChildEvents<Out extends Message> {
  message: [Payload<Out>];
  exit: [ExitData];
}
