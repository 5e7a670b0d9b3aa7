import type { Side } from '../../contract/side.ts';

/** Of gpt-4o-mini-tts (API reference, "Create speech"), as of MODELS_AS_OF. */
const ALL_VOICES = [
  ...['alloy', 'ash', 'ballad', 'cedar', 'coral', 'echo', 'fable', 'marin', 'nova', 'onyx'],
  ...['sage', 'shimmer', 'verse'],
];
const NOT_OF_TTS_1 = ['ballad', 'cedar', 'marin', 'verse'];
/** Realtime models have no voices of the older kind. */
const NOT_OF_REALTIME = ['fable', 'nova', 'onyx'];

/** The voices of a speech or speech-to-speech model of OpenAI's; undefined: nobody knows. */
export function voicesOf(model: string): readonly string[] | undefined {
  if (/^tts-1\b/.test(model)) return ALL_VOICES.filter((voice) => !NOT_OF_TTS_1.includes(voice));
  if (/^gpt-(4o-(mini-)?)?realtime|^gpt-audio/.test(model))
    return ALL_VOICES.filter((voice) => !NOT_OF_REALTIME.includes(voice));
  return /^gpt-.*-tts\b/.test(model) ? ALL_VOICES : undefined;
}

/** Whether a model is known not to have a voice. */
export function lacksVoice(model: string, voice: string): boolean {
  return voicesOf(model)?.includes(voice) === false;
}

/** Two voices that are told apart easily, for personas that name none. */
const USUAL: readonly (readonly [model: RegExp, voices: Readonly<Record<Side, string>>])[] = [
  [/rehearsal/i, { a: 'birch', b: 'cedar' }],
  [/kokoro/i, { a: 'af_heart', b: 'am_michael' }],
  [/orpheus/i, { a: 'autumn', b: 'troy' }],
  [/realtime/i, { a: 'marin', b: 'cedar' }],
];
const OPENAI_USUAL: Readonly<Record<Side, string>> = { a: 'coral', b: 'ash' };
/** Of the six that OpenAI began with: those are the names that other servers take. */
const OLD_NAMES: Readonly<Record<Side, string>> = { a: 'nova', b: 'onyx' };

/** A voice that a model of this name is likely to have, another one for each side. */
export function usualVoice(model: string, side: Side): string {
  const own = USUAL.find(([name]) => name.test(model))?.[1];
  return (own ?? (voicesOf(model) ? OPENAI_USUAL : OLD_NAMES))[side];
}

/** The voice of a test that is about none in particular. */
export function testVoice(model: string): string {
  return USUAL.find(([name]) => name.test(model))?.[1].a ?? 'alloy';
}

/** Whether the model has voices of its own, so that names of OpenAI's mean nothing to it. */
export function hasOwnVoices(model: string): boolean {
  return USUAL.some(([name]) => name.test(model)) && voicesOf(model) === undefined;
}
