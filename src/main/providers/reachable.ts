import { StudioError } from '../../contract/errors.ts';
import { keyFor } from '../../contract/key-ring.ts';
import type { ApiProvider } from '../../contract/provider.ts';
import type { ModelKind } from '../../contract/settings.ts';
import { keyRing, requireKey } from './keys.ts';
import { requireAddress, requireSendable } from './sendable.ts';
import { serverLabel } from './server-label.ts';
import { endpointOf, type Endpoint, type ProviderSources } from './sources.ts';

/** As people say it, and as the settings name the stages. */
const stageWords: Record<ModelKind, string> = {
  stt: 'listening',
  llm: 'thinking',
  tts: 'speaking',
  realtime: 'speech-to-speech',
};

/**
 * OpenAI needs a key and has an address of its own; another server needs an address. Both have to be such as
 * can be used. Throws `provider-unauthorized` or `provider-unreachable`.
 */
export function reachable(
  sources: ProviderSources,
  provider: ApiProvider,
  kind: ModelKind,
  wanted: { baseUrl?: string | undefined; model?: string | undefined } = {},
): Endpoint {
  const endpoint = endpointOf(sources, provider, kind, wanted);
  const { baseUrl } = endpoint;
  requireAddress(baseUrl);
  requireKey(provider, baseUrl, sources);
  requireSendable(keyFor({ provider, baseUrl }, keyRing(sources)), serverLabel(baseUrl));
  if (provider === 'openai' || baseUrl) return endpoint;
  throw new StudioError({
    code: 'provider-unreachable',
    message: `There is no address of an OpenAI-compatible server for ${stageWords[kind]}.`,
    remedy:
      'Give it in the settings, or set OPENAI_BASE_URL (with /v1) in the environment or in .env.local.',
  });
}
