import { z } from 'zod';

/** The two seats of a conversation. Side a is the left channel of a recording, side b the right. */
export const sideSchema = z.enum(['a', 'b']);
export type Side = z.infer<typeof sideSchema>;

export const SIDES: readonly Side[] = ['a', 'b'];

export function otherSide(side: Side): Side {
  return side === 'a' ? 'b' : 'a';
}

/** One value for each side. */
export type PerSide<T> = Record<Side, T>;

export function perSide<S extends z.ZodType>(schema: S) {
  return z.object({ a: schema, b: schema });
}
