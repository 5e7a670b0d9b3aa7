import { Hono, type Context } from 'hono';
import { z } from 'zod';
import type { Ear } from '../ear/ear.ts';
import type { EarWord } from '../ear/listen.ts';
import { refuse, refuseBody } from './errors.ts';
import { partyOf } from './party.ts';
import { readSound } from './sound-file.ts';

/** OpenAI's own limit. */
const MOST_BYTES = 25 * 1024 * 1024;

/** `POST /v1/audio/transcriptions` (https://platform.openai.com/docs/api-reference/audio/createTranscription). */
const transcriptionRequestSchema = z.object({
  file: z.instanceof(File, { message: 'a WAV file is needed' }),
  response_format: z
    .enum(['json', 'verbose_json', 'text'], 'the rehearsal ear gives json, verbose_json or text')
    .default('json'),
  language: z.string().default('en'),
});

export function transcriptionRoutes(ear: Ear): Hono {
  const routes = new Hono();
  routes.post('/v1/audio/transcriptions', async (context) => {
    const body: unknown = await context.req.parseBody().catch(() => undefined);
    const parsed = transcriptionRequestSchema.safeParse(body);
    if (!parsed.success) return refuseBody(context, parsed.error);
    const { file, response_format, language } = parsed.data;
    if (file.size > MOST_BYTES)
      return refuse(context, 413, 'The file is larger than 25 MB.', 'file');
    const sound = await readSound(file);
    if (typeof sound === 'string') return refuse(context, 400, sound, 'file');
    const duration = sound.pcm.length / sound.sampleRate;
    const words = await ear.listen(partyOf(context), sound);
    return transcript(context, words, { format: response_format, language, duration });
  });
  return routes;
}

function transcript(
  context: Context,
  heard: readonly EarWord[],
  about: { format: 'json' | 'verbose_json' | 'text'; language: string; duration: number },
): Response {
  const text = heard.map((word) => word.text).join(' ');
  if (about.format === 'text') return context.text(text);
  if (about.format === 'json') return context.json({ text });
  const words = heard.map((word) => ({
    word: word.text,
    start: word.startMs / 1000,
    end: Math.min(about.duration, word.endMs / 1000),
  }));
  const { language, duration } = about;
  return context.json({ task: 'transcribe', text, language, duration, words });
}
