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

/** Models that are told of languages as a list, and refuse a single one (OpenAI's speech-to-text guide). */
const TAKES_LANGUAGES = /^gpt-(live-)?transcribe\b/;

/** Turns are not cut by the server (`turn_detection: null`). */
export function transcriptionSession(stage: SttStage): object {
  const { model, language, prompt } = stage;
  const hint = languageHint(model, language);
  const transcription = { model, ...hint, ...(prompt ? { prompt } : {}) };
  const format = { type: 'audio/pcm', rate: REALTIME_RATE };
  const input = { format, transcription, turn_detection: null };
  const session = { type: 'transcription', audio: { input } };
  return { type: 'session.update', event_id: SESSION_EVENT, session };
}

/**
 * How a model that transcribes is told of the language, by ISO 639-1.
 *
 * @param language BCP 47
 */
export function languageHint(
  model: string,
  language: string | undefined,
): { language?: string; languages?: string[] } {
  const code = language?.split('-')[0];
  if (!code) return {};
  return TAKES_LANGUAGES.test(model) ? { languages: [code] } : { language: code };
}
