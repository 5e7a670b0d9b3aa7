import { StudioError } from '../../contract/errors.ts';
import { assertNever } from '../../contract/kind.ts';
import type { Persona } from '../../contract/persona.ts';
import type { Provider, Stages } from '../../contract/provider.ts';
import type { StageName } from '../../contract/settings.ts';
import type { Side } from '../../contract/side.ts';
import { requireKey } from './keys.ts';
import { endpointOf, type ApiProvider, type Endpoint, type ProviderSources } from './sources.ts';

/** Two voices that are told apart easily, for personas that name none. */
const OPENAI_VOICES: Record<Side, string> = { a: 'coral', b: 'ash' };
const REHEARSAL_VOICES: Record<Side, string> = { a: 'birch', b: 'cedar' };

export interface StagesRequest extends ProviderSources {
  provider: Provider;
  persona: Persona;
  side: Side;
}

/**
 * Where LLM, STT and TTS of one side come from. Rehearsal stages get their base URL only when they
 * are dispatched, because the rehearsal server's port differs with every start.
 *
 * @throws StudioError `provider-unauthorized` when a key is missing, `provider-unreachable` when an
 *   address is, before anything is started
 */
export function stagesFor(request: StagesRequest): Stages {
  const { provider } = request;
  requireKey(provider, request);
  switch (provider) {
    case 'rehearsal':
      return rehearsalStages(request);
    case 'openai':
    case 'openai-compatible':
      return apiStages(request, provider);
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

function apiStages(request: StagesRequest, provider: ApiProvider): Stages {
  const { persona, side } = request;
  const from = (stage: StageName) => ({ provider, ...reachable(request, provider, stage) });
  return {
    llm: from('llm'),
    stt: { ...from('stt'), language: persona.language },
    tts: { ...from('tts'), voice: persona.voices.openai ?? OPENAI_VOICES[side] },
  };
}

/** As people say it, and as the settings name the stages. */
const stageWords: Record<StageName, string> = {
  stt: 'listening',
  llm: 'thinking',
  tts: 'speaking',
};

/** OpenAI has an address of its own; another server needs one. Throws `provider-unreachable`. */
export function reachable(
  sources: ProviderSources,
  provider: ApiProvider,
  stage: StageName,
): Endpoint {
  const endpoint = endpointOf(sources, provider, stage);
  if (provider === 'openai' || endpoint.baseUrl) return endpoint;
  throw new StudioError({
    code: 'provider-unreachable',
    message: `There is no address of an OpenAI-compatible server for ${stageWords[stage]}.`,
    remedy:
      'Give it in the settings, or set OPENAI_BASE_URL (with /v1) in the environment or in .env.local.',
  });
}
