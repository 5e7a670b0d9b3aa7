import { z } from 'zod';
import type { SttStage } from '../../contract/provider.ts';
import { REALTIME_RATE } from './input-audio.ts';

/** What our request for the session is called. */
export const SESSION_EVENT = 'session';
/** Server events about the session itself (OpenAI API reference); an error names the event that it is about. */
export const sessionEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('session.updated') }),
  z.object({ type: z.literal('transcription_session.updated') }),
  z.object({ type: z.literal('error'), error: z.object({ event_id: z.string().nullish() }) }),
]);

/**
 * OpenAI takes a model in the address for a conversation and refuses to transcribe then; gateways want it
 * there, to know whom to ask.
 */
export function transcriptionQuery({ provider, model }: SttStage): Record<string, string> {
  const intent = 'transcription';
  return provider === 'openai' ? { intent } : { intent, model };
}

/** Turns are not cut by the server (`turn_detection: null`). */
export function transcriptionSession({ model, language, prompt }: SttStage): object {
  const transcription = {
    model,
    ...(language ? { language: language.split('-')[0] } : {}),
    ...(prompt ? { prompt } : {}),
  };
  const format = { type: 'audio/pcm', rate: REALTIME_RATE };
  const input = { format, transcription, turn_detection: null };
  const session = { type: 'transcription', audio: { input } };
  return { type: 'session.update', event_id: SESSION_EVENT, session };
}
