import type { ModelKind } from '../../contract/settings.ts';

/**
 * When these tables were made: from OpenAI's API reference, model pages and deprecations page. Names age:
 * endpoints are asked first, and other names are allowed.
 */
export const MODELS_AS_OF = '2026-11-23';

/** OpenAI's models that can play a part in a talk, the usual one first. */
export const OPENAI_MODELS: Readonly<Record<ModelKind, readonly string[]>> = {
  llm: [
    ...['gpt-6-luna', 'gpt-6.1-terra', 'gpt-6.1-sol', 'gpt-6-sol', 'gpt-6-astra', 'gpt-4.1-mini'],
    ...['gpt-5.6-luna', 'gpt-5.6-terra', 'gpt-5.6-sol', 'gpt-5.5', 'gpt-5.4', 'gpt-5.4-mini'],
    ...['gpt-5.4-nano', 'gpt-5.2', 'gpt-5.1', 'gpt-5', 'gpt-5-mini', 'gpt-5-nano', 'o3'],
    ...['gpt-4.1', 'gpt-4o', 'gpt-4o-mini'],
  ],
  stt: [
    ...['gpt-transcribe', 'gpt-4o-mini-transcribe', 'gpt-4o-transcribe', 'whisper-1'],
    ...['gpt-4o-transcribe-diarize', 'gpt-live-transcribe', 'gpt-realtime-whisper'],
  ],
  tts: ['gpt-4o-mini-tts', 'tts-1', 'tts-1-hd'],
  realtime: [
    ...['gpt-realtime-2.1', 'gpt-realtime-2.1-mini', 'gpt-realtime-2', 'gpt-realtime-1.5'],
    ...['gpt-realtime', 'gpt-realtime-mini'],
  ],
};

/** What writes down what a speech-to-speech model heard. */
export const USUAL_TRANSCRIPTION_MODEL = 'gpt-4o-mini-transcribe';

/** A version of a model carries its date: `gpt-4.1-mini-2025-04-14`. */
const DATE = /-\d{4}-\d{2}-\d{2}$/;

/** Whether OpenAI is known to have a model of that name for this. */
export function isKnownModel(kind: ModelKind, model: string): boolean {
  return OPENAI_MODELS[kind].includes(model.replace(DATE, ''));
}

/** The model's name as OpenAI says it, without the maker that routers put before it. */
function ownName(model: string): string {
  return model.replace(/^openai\//, '').toLowerCase();
}

/** Whether a model of OpenAI's takes `reasoning_effort`; undefined: nobody knows. */
export function takesEffort(model: string): boolean | undefined {
  const name = ownName(model);
  if (/^gpt-\d.*-chat\b/.test(name) || /^gpt-(3|4)/.test(name)) return false;
  return /^(gpt-[5-9]|o\d|gpt-oss)/.test(name) || undefined;
}

/**
 * Whether chat completions give a model its tools only when it doesn't reason (`reasoning_effort: none`). So
 * it is from GPT-5.6 on, which reason unless they are told not to. Astra and 6.1 Sol always do: they have no
 * tools there at all.
 */
export function speaksWithoutReasoning(model: string): boolean {
  const name = ownName(model);
  return /^gpt-(5\.[6-9]|[6-9])/.test(name) && !/astra|-chat\b|^gpt-6\.1-sol/.test(name);
}

/** Whether a speech model is told by `instructions` how to speak: not tts-1 and tts-1-hd (API reference). */
export function takesInstructions(model: string): boolean {
  return /^gpt-.*-tts\b/.test(ownName(model));
}

/** Transcribes over the Realtime API only. */
export function isRealtimeOnly(model: string): boolean {
  return /^(gpt-realtime-whisper|gpt-live-transcribe)\b/.test(ownName(model));
}
