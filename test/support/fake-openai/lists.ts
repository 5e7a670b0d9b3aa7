import { jsonAnswer, refusal } from './answers.ts';
import type { Answer, FakeOptions } from './types.ts';

const MODELS = ['gpt-4.1-mini', 'gpt-4o-mini-transcribe', 'gpt-4o-mini-tts', 'gpt-realtime'];

/** `GET /v1/models`, where there is one. */
export function models({ models: known = MODELS, listsModels = true }: FakeOptions): Answer {
  if (!listsModels) return refusal(404, { code: 'unknown_url' });
  const data = known.map((id) => ({ id, object: 'model', created: 0, owned_by: 'fake' }));
  return jsonAnswer({ object: 'list', data });
}

/** `GET /v1/audio/voices` of Kokoro-FastAPI and speaches; OpenAI has none. */
export function voices({ voices: known }: FakeOptions): Answer {
  return known ? jsonAnswer({ voices: known }) : refusal(404, { code: 'unknown_url' });
}
