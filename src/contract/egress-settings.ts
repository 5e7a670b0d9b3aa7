import { z } from 'zod';

const name = z.string().trim().min(1).max(200);
const endpoint = z.url({ protocol: /^https?$/ }).max(500);
/** Folder inside the bucket or on the egress machine. */
const prefix = z.string().trim().max(500).default('duologue');

/** Where LiveKit's egress service puts its recording; the keys are secrets of their own. */
export const egressSettingsSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('off') }),
  /** On the disk of a self-hosted egress service; absolute there. */
  z.strictObject({ kind: z.literal('file'), directory: z.string().trim().min(1).max(1000) }),
  z.strictObject({
    kind: z.literal('s3'),
    bucket: name,
    region: name.optional(),
    /** Of a compatible service (MinIO, R2); without it Amazon's. */
    endpoint: endpoint.optional(),
    forcePathStyle: z.boolean().default(false),
    prefix,
  }),
  z.strictObject({ kind: z.literal('gcs'), bucket: name, prefix }),
  z.strictObject({ kind: z.literal('azure'), accountName: name, container: name, prefix }),
  z.strictObject({ kind: z.literal('alioss'), bucket: name, region: name, endpoint, prefix }),
]);
export type EgressSettings = z.infer<typeof egressSettingsSchema>;
