import { StudioError } from '../../contract/errors.ts';
import { assertNever } from '../../contract/kind.ts';
import type { Persona } from '../../contract/persona.ts';
import type { Provider, Stages } from '../../contract/provider.ts';
import type { Side } from '../../contract/side.ts';
import { requireKey } from './keys.ts';

/** Two voices that are told apart easily, for personas that name none. */
const OPENAI_VOICES: Record<Side, string> = { a: 'coral', b: 'ash' };
const REHEARSAL_VOICES: Record<Side, string> = { a: 'birch', b: 'cedar' };

export interface StagesRequest {
  provider: Provider;
  persona: Persona;
  side: Side;
  env: NodeJS.ProcessEnv;
}

/**
 * Where LLM, STT and TTS of one side come from. Rehearsal stages get their base URL only when they
 * are dispatched, because the rehearsal server's port differs with every start.
 *
 * @throws StudioError `provider-unauthorized` when a key is missing, before anything is started
 */
export function stagesFor(request: StagesRequest): Stages {
  const { provider, env } = request;
  requireKey(provider, env);
  switch (provider) {
    case 'rehearsal':
      return rehearsalStages(request);
    case 'openai':
      return openaiStages(request, env['OPENAI_BASE_URL']);
    case 'openai-compatible':
      return openaiStages(request, requireBaseUrl(env));
    default:
      return assertNever(provider);
  }
}

function rehearsalStages({ persona, side }: StagesRequest): Stages {
  const provider = 'rehearsal';
  return {
    llm: { provider, model: 'rehearsal-mind' },
    stt: { provider, model: 'rehearsal-ear', language: persona.language },
    tts: {
      provider,
      model: 'rehearsal-voice',
      voice: persona.voices.rehearsal ?? REHEARSAL_VOICES[side],
    },
  };
}

function openaiStages(request: StagesRequest, baseUrl: string | undefined): Stages {
  const { provider, persona, side, env } = request;
  const from = { provider, ...(baseUrl ? { baseUrl } : {}) };
  return {
    llm: { ...from, model: env['LLM_MODEL'] || 'gpt-4.1-mini' },
    stt: { ...from, model: 'gpt-4o-mini-transcribe', language: persona.language },
    tts: {
      ...from,
      model: 'gpt-4o-mini-tts',
      voice: persona.voices.openai ?? OPENAI_VOICES[side],
    },
  };
}

function requireBaseUrl(env: NodeJS.ProcessEnv): string {
  const baseUrl = env['OPENAI_BASE_URL'];
  if (baseUrl) return baseUrl;
  throw new StudioError({
    code: 'provider-unreachable',
    message: 'There is no address of an OpenAI-compatible server.',
    remedy: 'Set OPENAI_BASE_URL (with /v1) in the environment or in .env.local.',
  });
}
