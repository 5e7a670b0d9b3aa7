import { z } from 'zod';

const fromTo = (least: number, most: number) => {
  const value = z.number().min(least).max(most);
  return z.union([
    value,
    z
      .strictObject({ min: value, max: value })
      .refine(({ min, max }) => min <= max, { error: '`min` is above `max`.' }),
  ]);
};
const file = z.string().min(1).max(4000);
const snrDb = fromTo(-10, 60);

/** Noise behind each side. `snrDb`: level of its speech over the noise. */
export const noiseSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pink'), snrDb }),
  /** Voices of other conversations of the library, mixed. */
  z.strictObject({
    kind: z.literal('babble'),
    snrDb,
    voices: z.number().int().min(2).max(12).default(4),
  }),
  /** An audio file (absolute path), repeated as needed. */
  z.strictObject({ kind: z.literal('file'), snrDb, path: file }),
]);

/**
 * What is done to the sound of an export; the times of turns and words stay true. Where a value is a range,
 * the seed and the conversation's id choose. In this order: reverb, level, noise, telephone, packet loss.
 */
export const augmentSchema = z.strictObject({
  seed: z.number().int().min(0).max(0xffff_ffff).default(1),
  /** A room's impulse response: an audio file (absolute path). Its first arrival stays where it was. */
  reverb: z.strictObject({ path: file }).nullable().default(null),
  /** Louder or softer, dB. */
  levelDb: fromTo(-60, 20).nullable().default(null),
  noise: noiseSchema.nullable().default(null),
  /** 300 to 3400 Hz, 8 kHz, through µ-law (G.711). */
  telephone: z.boolean().default(false),
  /** Lost packets of 20 ms fall silent. `rate`: share that is lost; `burst`: mean length in packets. */
  packetLoss: z
    .strictObject({ rate: fromTo(0, 0.5), burst: z.number().min(1).max(20).default(1) })
    .nullable()
    .default(null),
});
export type Augment = z.infer<typeof augmentSchema>;
