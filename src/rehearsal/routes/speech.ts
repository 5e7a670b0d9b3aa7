import { Hono, type Context } from 'hono';
import { z } from 'zod';
import type { Ear } from '../ear/ear.ts';
import { joinPcm } from '../voice/pcm.ts';
import type { Speaker, SpeakRequest } from '../voice/speaker.ts';
import { VOICE_RATE, type Part } from '../voice/utterance.ts';
import { DEFAULT_VOICE, VOICES, findVoice } from '../voice/voices.ts';
import { pcmBytes, toWav } from '../wav.ts';
import { refuse, refuseBody } from './errors.ts';
import { partyOf } from './party.ts';

/** `POST /v1/audio/speech` (https://platform.openai.com/docs/api-reference/audio/createSpeech). */
const speechRequestSchema = z.object({
  model: z.string().optional(),
  input: z.string().min(1).max(4096),
  voice: z.string().default(DEFAULT_VOICE),
  response_format: z.enum(['pcm', 'wav'], 'the rehearsal voice gives pcm or wav').default('wav'),
  speed: z.number().min(0.25).max(4).default(1),
  stream_format: z.enum(['audio', 'sse']).default('audio'),
});

type Speak = (onPart: (part: Part) => void, signal: AbortSignal) => Promise<void>;

export function speechRoutes(speaker: Speaker, ear: Ear): Hono {
  const routes = new Hono();
  routes.post('/v1/audio/speech', async (context) => {
    const body: unknown = await context.req.json().catch(() => undefined);
    const parsed = speechRequestSchema.safeParse(body);
    if (!parsed.success) return refuseBody(context, parsed.error);
    const { input, voice, speed, response_format, stream_format } = parsed.data;
    if (!findVoice(voice)) return refuseVoice(context, voice);
    const speak = rememberedSpeak(context, speaker, ear, { text: input, voice, speed });
    if (stream_format === 'sse') return eventStream(speak);
    if (response_format === 'pcm') return pcmStream(speak);
    return wavFile(context, speak);
  });
  return routes;
}

function refuseVoice(context: Context, voice: string): Response {
  const names = VOICES.map(({ name }) => name).join(', ');
  return refuse(context, 400, `voice: there is no ${voice}; there are ${names}`, 'voice');
}

/** Speaks, and lets the ear learn what was said, in whole or in part, before it resolves. */
function rememberedSpeak(
  context: Context,
  speaker: Speaker,
  ear: Ear,
  request: SpeakRequest,
): Speak {
  const party = partyOf(context);
  return async (onPart, signal) => {
    const parts: Part[] = [];
    try {
      await speaker.speak(
        request,
        (part) => {
          parts.push(part);
          onPart(part);
        },
        signal,
      );
    } finally {
      const words = parts.flatMap((part) => part.words);
      const sound = { pcm: soundOf(parts), sampleRate: VOICE_RATE };
      if (words.length > 0) ear.learn(party, sound, words);
    }
  };
}

const soundOf = (parts: readonly Part[]): Int16Array<ArrayBuffer> =>
  joinPcm(...parts.map((part) => part.pcm));

function pcmStream(speak: Speak): Response {
  const headers = { 'content-type': `audio/pcm;rate=${VOICE_RATE};channels=1` };
  return new Response(
    streamOf(speak, (part) => pcmBytes(part.pcm)),
    { headers },
  );
}

function eventStream(speak: Speak): Response {
  const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' };
  const event = (data: object): string => `data: ${JSON.stringify(data)}\n\n`;
  const encode = ({ words, pcm }: Part): Uint8Array => {
    const audio = Buffer.from(pcmBytes(pcm)).toString('base64');
    const delta = event({ type: 'speech.audio.delta', audio });
    if (words.length === 0) return Buffer.from(delta);
    return Buffer.from(event({ type: 'speech.audio.words', words }) + delta);
  };
  const done = Buffer.from(event({ type: 'speech.audio.done' }));
  return new Response(streamOf(speak, encode, done), { headers });
}

/** The parts as they are made; the voice stops when the reader goes away. */
function streamOf(
  speak: Speak,
  encode: (part: Part) => Uint8Array,
  last?: Uint8Array,
): ReadableStream<Uint8Array> {
  const gone = new AbortController();
  return new ReadableStream({
    start(controller) {
      const pass = (part: Part): void => {
        if (!gone.signal.aborted) controller.enqueue(encode(part));
      };
      const end = (): void => {
        if (gone.signal.aborted) return;
        if (last) controller.enqueue(last);
        controller.close();
      };
      speak(pass, gone.signal).then(end, (error: unknown) => {
        if (!gone.signal.aborted) controller.error(error);
      });
    },
    cancel: () => gone.abort(),
  });
}

/** A whole file: its header says how long it is. */
async function wavFile(context: Context, speak: Speak): Promise<Response> {
  const parts: Part[] = [];
  await speak((part) => parts.push(part), context.req.raw.signal);
  return context.body(toWav(soundOf(parts), VOICE_RATE), 200, { 'content-type': 'audio/wav' });
}
