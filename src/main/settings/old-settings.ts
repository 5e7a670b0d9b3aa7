import { z } from 'zod';

/** The connection that stands for the one LiveKit of earlier versions. */
export const CARRIED_ID = 'livekit';

const oldSchema = z.looseObject({
  connection: z.strictObject({ kind: z.literal('remote'), url: z.string().optional() }),
  connections: z.undefined().optional(),
});

/**
 * Settings as an earlier version wrote them, when there was one remote LiveKit without a name, in today's
 * form: with an address it becomes a named connection, without one it was the environment's. Everything else
 * stays as it is.
 */
export function fromOldSettings(json: unknown): unknown {
  const old = oldSchema.safeParse(json).data;
  if (!old) return json;
  const { url } = old.connection;
  if (!url) return { ...old, connection: { kind: 'remote', id: 'environment' } };
  return {
    ...old,
    connections: [{ id: CARRIED_ID, name: 'LiveKit', url }],
    connection: { kind: 'remote', id: CARRIED_ID },
  };
}
