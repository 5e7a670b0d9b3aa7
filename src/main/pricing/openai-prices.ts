import type { ModelPrice } from '../../contract/usage.ts';

/**
 * When this table was made, from OpenAI's public price list as its makers knew it. Prices age: the user's
 * own come first, and every cost says of which day its prices are. Models that aren't here have no known
 * price.
 */
export const PRICES_AS_OF = '2026-11-23';

/** Of text models, US dollars for a million tokens: in, in from the cache, out. */
const TEXT: Record<string, readonly [number, number, number]> = {
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
  'gpt-4o-mini': [0.15, 0.075, 0.6],
  'o4-mini': [1.1, 0.275, 4.4],
  o3: [2, 0.5, 8],
  'o3-mini': [1.1, 0.55, 4.4],
  o1: [15, 7.5, 60],
  'gpt-4-turbo': [10, 10, 30],
  'gpt-4': [30, 30, 60],
  'gpt-3.5-turbo': [0.5, 0.5, 1.5],
};

/** Of speech-to-speech models: text in, from the cache, out; then sound in, from the cache, out. */
const REALTIME: Record<string, readonly [number, number, number, number, number, number]> = {
  'gpt-realtime': [4, 0.4, 16, 32, 0.4, 64],
  'gpt-realtime-mini': [0.6, 0.06, 2.4, 10, 0.3, 20],
  'gpt-4o-realtime-preview': [5, 2.5, 20, 40, 2.5, 80],
  'gpt-4o-mini-realtime-preview': [0.6, 0.3, 2.4, 10, 0.3, 20],
};

/**
 * Of models that hear and speak. OpenAI bills the gpt-4o ones by tokens, which `/v1/audio/speech` doesn't
 * tell, and gives these prices for a minute as its own estimate.
 */
const SOUND: readonly Omit<ModelPrice, 'server'>[] = [
  { model: 'whisper-1', audioInputMinutes: 0.006 },
  {
    model: 'gpt-4o-transcribe',
    inputTokens: 2.5,
    outputTokens: 10,
    audioInputTokens: 6,
    audioInputMinutes: 0.006,
  },
  {
    model: 'gpt-4o-transcribe-diarize',
    inputTokens: 2.5,
    outputTokens: 10,
    audioInputTokens: 6,
    audioInputMinutes: 0.006,
  },
  {
    model: 'gpt-4o-mini-transcribe',
    inputTokens: 1.25,
    outputTokens: 5,
    audioInputTokens: 3,
    audioInputMinutes: 0.003,
  },
  { model: 'tts-1', characters: 15 },
  { model: 'tts-1-hd', characters: 30 },
  { model: 'gpt-4o-mini-tts', inputTokens: 0.6, audioOutputTokens: 12, audioOutputMinutes: 0.015 },
];

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
