import { z } from 'zod';

/**
 * Server-sent events of `/v1/audio/speech` with `stream_format: "sse"` (OpenAI's audio API), and one
 * of the rehearsal provider: the word times of the audio around it, in ms from the first sample.
 */
const speechEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('speech.audio.delta'), audio: z.base64() }),
  z.object({
    type: z.literal('speech.audio.words'),
    words: z.array(z.object({ text: z.string(), startMs: z.number(), endMs: z.number() })),
  }),
  z.object({ type: z.literal('speech.audio.done') }),
]);
export type SpeechEvent = z.infer<typeof speechEventSchema>;

/** The event, or undefined for one that this version does not know. */
export function parseSpeechEvent(raw: unknown): SpeechEvent | undefined {
  return speechEventSchema.safeParse(raw).data;
}
