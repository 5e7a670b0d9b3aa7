import { z } from 'zod';

/** Names that earlier versions kept secrets under, when there was one LiveKit and one other server. */
export const oldSecretNameSchema = z.enum([
  'compatible-api-key',
  'livekit-api-key',
  'livekit-api-secret',
]);
export type OldSecretName = z.infer<typeof oldSecretNameSchema>;
