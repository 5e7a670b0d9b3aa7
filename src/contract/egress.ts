import { z } from 'zod';
import { errorDataSchema } from './errors.ts';

/** Where the egress service puts its file. */
export const egressStorageSchema = z.enum(['file', 's3', 'gcs', 'azure', 'alioss']);
export type EgressStorage = z.infer<typeof egressStorageSchema>;

/** A file that the egress service wrote. */
export const egressFileSchema = z.object({
  /** As the service tells it: a path on its machine, or a URL of the bucket. */
  location: z.string(),
  bytes: z.number().int().nullable(),
  durationMs: z.number().nullable(),
});

/** The recording of one conversation by LiveKit's egress service. The local recording does not depend on it. */
export const egressSchema = z.object({
  /** LiveKit's id; null: the request was refused, or never answered. */
  id: z.string().nullable(),
  /** `routes`: one channel per side (egress ≥ 1.14). `room-composite`: what older servers can do. */
  request: z.enum(['routes', 'room-composite']),
  storage: egressStorageSchema,
  state: z.enum(['starting', 'active', 'ending', 'complete', 'failed', 'aborted', 'limit-reached']),
  files: z.array(egressFileSchema),
  error: errorDataSchema.nullable(),
  /** ISO 8601, UTC. */
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
});
export type Egress = z.infer<typeof egressSchema>;
