import { Hono } from 'hono';
import { refuse } from './errors.ts';

/** The models that the rehearsal provider answers to: mind, voice and ear. */
export const MODELS = ['rehearsal-mind', 'rehearsal-voice', 'rehearsal-ear'] as const;

const described = (id: string) => ({
  id,
  object: 'model',
  created: 1_735_689_600,
  owned_by: 'duologue',
});

/** `GET /v1/models` and `GET /v1/models/{model}`. */
export function modelRoutes(): Hono {
  const routes = new Hono();
  routes.get('/v1/models', (context) =>
    context.json({ object: 'list', data: MODELS.map(described) }),
  );
  routes.get('/v1/models/:model', (context) => {
    const model = MODELS.find((each) => each === context.req.param('model'));
    if (model) return context.json(described(model));
    const message = `The model '${context.req.param('model')}' does not exist`;
    return refuse(context, 404, message, 'model', 'model_not_found');
  });
  return routes;
}
