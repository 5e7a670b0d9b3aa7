import { APIError, type OpenAI } from 'openai';
import type { SpeechFormat } from '../../contract/provider.ts';
import { testVoice } from './model-voices.ts';
import { soundOf, type FoundSound } from './sound-type.ts';
import type { Answered, Differences, StageTest } from './stage-question.ts';
import { StrangeAnswer } from './strange.ts';

/** What a call asks for, and what a server that hasn't it is asked for instead, the best first. */
const FORMATS: readonly SpeechFormat[] = ['pcm', 'wav', 'mp3', 'opus', 'flac'];
/** The rate of `pcm` (API reference, "Create speech"). */
const USUAL_RATE = 24_000;

/** One spoken word; finds out in which format and at which rate the server gives it. */
export async function askTts(
  test: StageTest,
  client: OpenAI,
  signal: AbortSignal,
): Promise<Answered> {
  const { model, voice = testVoice(model) } = test;
  const say = speaker({ model, voice, input: 'Yes.' }, client, signal);
  const { asked, sound } = await firstTaken(test.format ? [test.format] : FORMATS, say);
  const differences = test.format ? {} : await differencesOf(asked, sound, test, say);
  return { note: `model ${model}, ${Math.ceil(sound.bytes / 1024)} kB of sound`, differences };
}

type Say = (format: SpeechFormat) => Promise<Said>;

/** What a server said, and in which format it was asked to. */
export interface Said {
  asked: SpeechFormat;
  sound: FoundSound;
  data: ArrayBuffer;
}

type Words = Pick<
  OpenAI.Audio.SpeechCreateParams,
  'model' | 'voice' | 'input' | 'speed' | 'instructions'
>;

function speaker(words: Words, client: OpenAI, signal: AbortSignal): Say {
  return async (asked) => {
    const response = await client.audio.speech.create(
      { ...words, response_format: asked },
      { signal },
    );
    const type = response.headers.get('content-type') ?? '';
    const data = await response.arrayBuffer();
    const sound = soundOf(data, type);
    if (!sound) throw new StrangeAnswer('sound');
    return { asked, sound, data };
  };
}

/** Has something said in the first format that the server takes. Rejects with its first refusal. */
export async function sayInAnyFormat(
  words: Words,
  client: OpenAI,
  signal: AbortSignal,
  formats: readonly SpeechFormat[] = FORMATS,
): Promise<Said> {
  return await firstTaken(formats, speaker(words, client, signal));
}

async function firstTaken(formats: readonly SpeechFormat[], say: Say): Promise<Said> {
  let refusal: unknown;
  for (const format of formats) {
    try {
      return await say(format);
    } catch (thrown) {
      if (!isAboutFormat(thrown)) throw thrown;
      // The first refusal tells most, should all of them be refused.
      refusal ??= thrown;
    }
  }
  throw refusal;
}

/** Servers refuse a format by 400, 415 or 422, some badly by 500. */
function isAboutFormat(thrown: unknown): boolean {
  if (!(thrown instanceof APIError)) return false;
  const { message } = thrown;
  const status = Number(thrown.status);
  if (/response_format/.test(message)) return true;
  if (status === 500) return /format|pcm|wav/i.test(message);
  return [400, 415, 422].includes(status) && !/voice|model/i.test(message);
}

async function differencesOf(
  asked: SpeechFormat,
  sound: FoundSound,
  { baseUrl }: StageTest,
  say: Say,
): Promise<Differences> {
  if (asked !== 'pcm') return { format: asked };
  if (sound.format !== 'pcm') return { format: sound.format };
  if (sound.sampleRate !== undefined) return rateOf(sound.sampleRate);
  // OpenAI's own rate is known; other servers tell theirs in the header of a WAV file.
  if (baseUrl === undefined) return {};
  const wav = await say('wav').catch(() => undefined);
  return wav?.sound.sampleRate === undefined ? {} : rateOf(wav.sound.sampleRate);
}

function rateOf(sampleRate: number): Differences {
  return sampleRate === USUAL_RATE ? {} : { sampleRate };
}
