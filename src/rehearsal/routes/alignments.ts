import { Hono } from 'hono';
import { z } from 'zod';
import { alignmentRequestSchema, type Alignment } from '../../contract/rehearsal-messages.ts';
import type { Aligner } from '../align/aligner.ts';
import { refuse, refuseBody } from './errors.ts';
import { readSound } from './sound-file.ts';

/** About 11 minutes of 48 kHz mono. */
const MOST_BYTES = 64 * 1024 * 1024;

/** `POST /v1/audio/alignments`, for the studio: when each of these words sounds. Not part of OpenAI's API. */
const formSchema = z.object({
  file: z.instanceof(File, { message: 'a WAV file is needed' }),
  request: z.string().transform(parsedJson).pipe(alignmentRequestSchema),
});

export function alignmentRoutes(aligner: Aligner): Hono {
  const routes = new Hono();
  routes.post('/v1/audio/alignments', async (context) => {
    const body: unknown = await context.req.parseBody().catch(() => undefined);
    const parsed = formSchema.safeParse(body);
    if (!parsed.success) return refuseBody(context, parsed.error);
    const { file, request } = parsed.data;
    if (file.size > MOST_BYTES)
      return refuse(context, 413, 'The file is larger than 64 MB.', 'file');
    const sound = await readSound(file);
    if (typeof sound === 'string') return refuse(context, 400, sound, 'file');
    const words = await aligner.align(sound, request, context.req.raw.signal);
    return context.json({ words } satisfies Alignment);
  });
  return routes;
}

function parsedJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'not valid JSON' });
    return z.NEVER;
  }
}
