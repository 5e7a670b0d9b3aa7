import type { ModelPrice } from '../../contract/usage.ts';

/**
 * From OpenAI's page of each model (developers.openai.com/api/docs/models/…) and its price list
 * (…/api/docs/pricing), read on 2026-11-24 in copies that are not older than this day. Prices age: the
 * user's own come first, and every cost says of which day its prices are. Models that aren't here have no
 * known price. Not in here: writing to the cache, which from GPT-5.6 on makes input a quarter dearer.
 */
export const PRICES_AS_OF = '2026-10-05';

/** Of text models, US dollars for a million tokens: in, in from the cache, out. */
const TEXT: Record<string, readonly [number, number, number]> = {
  'gpt-6-astra': [10, 1, 50],
  'gpt-6.1-sol': [2, 0.1, 10],
  'gpt-6.1-terra': [1, 0.05, 5],
  'gpt-6-sol': [2, 0.2, 10],
  'gpt-6-luna': [0.1, 0.01, 0.5],
  // Its list price. It was 4, 0.4 and 20 "at least until November 21, 2026".
  'gpt-5.6-sol': [5, 0.5, 30],
  'gpt-5.6': [5, 0.5, 30],
  'gpt-5.6-terra': [2, 0.2, 12],
  'gpt-5.6-luna': [0.2, 0.02, 1.2],
  'gpt-5.5': [5, 0.5, 30],
  'gpt-5.4': [2.5, 0.25, 15],
  'gpt-5.4-mini': [0.75, 0.075, 4.5],
  'gpt-5.4-nano': [0.2, 0.02, 1.25],
  'gpt-5.3-chat-latest': [1.75, 0.175, 14],
  'gpt-5.2': [1.75, 0.175, 14],
  'gpt-5.2-chat-latest': [1.75, 0.175, 14],
  'gpt-5.1': [1.25, 0.125, 10],
  'gpt-5.1-chat-latest': [1.25, 0.125, 10],
  'gpt-5': [1.25, 0.125, 10],
  'gpt-5-chat-latest': [1.25, 0.125, 10],
  'gpt-5-mini': [0.25, 0.025, 2],
  'gpt-5-nano': [0.05, 0.005, 0.4],
  'gpt-4.1': [2, 0.5, 8],
  'gpt-4.1-mini': [0.4, 0.1, 1.6],
  'gpt-4.1-nano': [0.1, 0.025, 0.4],
  'gpt-4o': [2.5, 1.25, 10],
  'gpt-4o-2024-05-13': [5, 5, 15],
  'gpt-4o-mini': [0.15, 0.075, 0.6],
  'o4-mini': [1.1, 0.275, 4.4],
  o3: [2, 0.5, 8],
  'o3-mini': [1.1, 0.55, 4.4],
  o1: [15, 7.5, 60],
  'gpt-4-turbo': [10, 10, 30],
  'gpt-4': [30, 30, 60],
  'gpt-3.5-turbo': [0.5, 0.5, 1.5],
  'gpt-3.5-turbo-1106': [1, 1, 2],
};

/** Of speech-to-speech models: text in, from the cache, out; then sound in, from the cache, out. */
const REALTIME: Record<string, readonly [number, number, number, number, number, number]> = {
  'gpt-realtime-2.1': [4, 0.4, 24, 32, 0.4, 64],
  'gpt-realtime-2.1-mini': [0.6, 0.06, 2.4, 10, 0.3, 20],
  'gpt-realtime-2': [4, 0.4, 24, 32, 0.4, 64],
  'gpt-realtime-1.5': [4, 0.4, 16, 32, 0.4, 64],
  'gpt-realtime': [4, 0.4, 16, 32, 0.4, 64],
  'gpt-realtime-mini': [0.6, 0.06, 2.4, 10, 0.3, 20],
  'gpt-4o-realtime-preview': [5, 2.5, 20, 40, 2.5, 80],
  'gpt-4o-mini-realtime-preview': [0.6, 0.3, 2.4, 10, 0.3, 20],
};

/**
 * Of models that hear and speak. The gpt-4o ones are billed by tokens; for what told none (`/v1/audio/speech`
 * never does) there is OpenAI's own estimate for a minute.
 */
const SOUND: readonly Omit<ModelPrice, 'server'>[] = [
  { model: 'whisper-1', audioInputMinutes: 0.006 },
  { model: 'gpt-transcribe', audioInputMinutes: 0.0045 },
  { model: 'gpt-live-transcribe', audioInputMinutes: 0.017 },
  { model: 'gpt-realtime-whisper', audioInputMinutes: 0.017 },
  transcriber('gpt-4o-transcribe', [2.5, 10], 0.006),
  transcriber('gpt-4o-transcribe-diarize', [2.5, 10], 0.006),
  transcriber('gpt-4o-mini-transcribe', [1.25, 5], 0.003),
  { model: 'tts-1', characters: 15 },
  { model: 'tts-1-hd', characters: 30 },
  { model: 'gpt-4o-mini-tts', inputTokens: 0.6, audioOutputTokens: 12, audioOutputMinutes: 0.015 },
];

/** Text and sound cost the same. */
function transcriber(
  model: string,
  [input, outputTokens]: readonly [number, number],
  audioInputMinutes: number,
): Omit<ModelPrice, 'server'> {
  return { model, inputTokens: input, outputTokens, audioInputTokens: input, audioInputMinutes };
}

/** OpenAI's prices, US dollars. */
export const OPENAI_PRICES: readonly ModelPrice[] = [
  ...Object.entries(TEXT).map(([model, [inputTokens, cachedInputTokens, outputTokens]]) => ({
    ...{ model, inputTokens, cachedInputTokens, outputTokens },
  })),
  ...Object.entries(REALTIME).map(([model, price]) => ({
    model,
    inputTokens: price[0],
    cachedInputTokens: price[1],
    outputTokens: price[2],
    audioInputTokens: price[3],
    cachedAudioInputTokens: price[4],
    audioOutputTokens: price[5],
  })),
  ...SOUND,
].map((price) => ({ ...price, server: 'openai' }));
