import { Hono } from 'hono';
import type { Logger } from 'pino';
import type { Aligner } from './align/aligner.ts';
import type { Ear } from './ear/ear.ts';
import type { Mind } from './mind/mind.ts';
import { chatRoutes } from './mind/routes.ts';
import { alignmentRoutes } from './routes/alignments.ts';
import { refuse } from './routes/errors.ts';
import { modelRoutes } from './routes/models.ts';
import { speechRoutes } from './routes/speech.ts';
import { transcriptionRoutes } from './routes/transcriptions.ts';
import type { Speaker } from './voice/speaker.ts';

export interface RehearsalParts {
  readonly mind: Mind;
  readonly speaker: Speaker;
  readonly ear: Ear;
  readonly aligner: Aligner;
  readonly log: Pick<Logger, 'error'>;
}

/** The rehearsal provider as an OpenAI-compatible HTTP server. */
export function rehearsalApp({ mind, speaker, ear, aligner, log }: RehearsalParts): Hono {
  const app = new Hono();
  app.route('/', modelRoutes());
  app.route('/', speechRoutes(speaker, ear));
  app.route('/', transcriptionRoutes(ear));
  app.route('/', chatRoutes(mind));
  app.route('/', alignmentRoutes(aligner));
  app.notFound((context) => {
    const { method, path } = context.req;
    return refuse(context, 404, `Unknown request: ${method} ${path}`, null, 'unknown_url');
  });
  app.onError((error, context) => {
    log.error({ path: context.req.path, error: error.message }, 'a request failed');
    return refuse(context, 500, 'The rehearsal provider failed; its log says why.');
  });
  return app;
}
