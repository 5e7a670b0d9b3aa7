import { z } from 'zod';

const turnDetectionSchema = z
  .looseObject({
    silence_duration_ms: z.number().optional(),
    create_response: z.boolean().optional(),
    interrupt_response: z.boolean().optional(),
  })
  .nullish();

/** What the fake reads of a session, in the form of the API since 2025. */
export const sessionSchema = z.looseObject({
  type: z.enum(['realtime', 'transcription']).optional(),
  model: z.string().optional(),
  instructions: z.string().optional(),
  tools: z.array(z.looseObject({ type: z.string(), name: z.string().optional() })).optional(),
  audio: z
    .looseObject({
      input: z
        .looseObject({
          transcription: z.looseObject({ model: z.string() }).nullish(),
          turn_detection: turnDetectionSchema,
        })
        .optional(),
      output: z
        .looseObject({ voice: z.string().optional(), speed: z.number().optional() })
        .optional(),
    })
    .optional(),
});
export type Session = z.infer<typeof sessionSchema>;

/** The one with what the other sets; of `audio` each half on its own. */
export function mergedSession(session: Session, update: Session): Session {
  const input = { ...session.audio?.input, ...update.audio?.input };
  const output = { ...session.audio?.output, ...update.audio?.output };
  return { ...session, ...update, audio: { ...session.audio, ...update.audio, input, output } };
}

const itemSchema = z.looseObject({
  id: z.string().optional(),
  type: z.string(),
  role: z.string().optional(),
  content: z.array(z.looseObject({ text: z.string().optional() })).optional(),
});

/** The client's events that the fake knows. */
export const clientEventSchema = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('session.update'), session: sessionSchema }),
  z.looseObject({ type: z.literal('input_audio_buffer.append'), audio: z.base64() }),
  z.looseObject({ type: z.literal('input_audio_buffer.commit') }),
  z.looseObject({ type: z.literal('input_audio_buffer.clear') }),
  z.looseObject({
    type: z.literal('conversation.item.create'),
    previous_item_id: z.string().nullish(),
    item: itemSchema,
  }),
  z.looseObject({ type: z.literal('conversation.item.truncate'), item_id: z.string() }),
  z.looseObject({ type: z.literal('conversation.item.delete'), item_id: z.string() }),
  z.looseObject({
    type: z.literal('response.create'),
    response: z
      .looseObject({
        instructions: z.string().optional(),
        metadata: z.record(z.string(), z.string()).nullish(),
      })
      .optional(),
  }),
  z.looseObject({ type: z.literal('response.cancel') }),
]);
export type ClientEvent = z.infer<typeof clientEventSchema>;
