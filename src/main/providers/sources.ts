import type { KeyRing } from '../../contract/key-ring.ts';
import type { ApiProvider } from '../../contract/provider.ts';
import type { ModelKind, ProviderSettings, Settings } from '../../contract/settings.ts';
import { usualModel } from './usual.ts';

/**
 * How providers are reached, as it is set right now: the user's settings come before the environment,
 * the environment before defaults.
 */
export interface ProviderSources {
  env: NodeJS.ProcessEnv;
  /** The names of `env` that only an `.env.local` gave. Default: none. */
  fromFile?: readonly string[];
  /** Default: those of the environment. */
  keys?: KeyRing;
  /** Address and model of each stage. Default: nothing is set. */
  settings?: Pick<Settings, 'openai' | 'compatible'>;
}

/** Where a stage is asked for. */
export interface Endpoint {
  /** With `/v1`. Without it: OpenAI's own. */
  baseUrl?: string;
  model: string;
}

const UNSET: ProviderSettings = { llm: {}, stt: {}, tts: {}, realtime: {} };

/** What the user set about a provider. */
export function setFor({ settings }: ProviderSources, provider: ApiProvider): ProviderSettings {
  return settings?.[provider === 'openai' ? 'openai' : 'compatible'] ?? UNSET;
}

/** Address and model of one stage; `wanted` comes before everything that is set. */
export function endpointOf(
  sources: ProviderSources,
  provider: ApiProvider,
  kind: ModelKind,
  wanted: { baseUrl?: string | undefined; model?: string | undefined } = {},
): Endpoint {
  const set = setFor(sources, provider)[kind];
  const setUrl = set.baseUrl || sources.env['OPENAI_BASE_URL']?.trim() || undefined;
  const baseUrl = wanted.baseUrl ?? setUrl;
  // A model that is set belongs to the server that is set.
  const setModel =
    wanted.baseUrl === undefined || isSame(wanted.baseUrl, setUrl) ? set.model : undefined;
  const named = kind === 'llm' ? sources.env['LLM_MODEL']?.trim() : undefined;
  const model = wanted.model || setModel || named || usualModel(baseUrl, kind);
  return { ...(baseUrl ? { baseUrl } : {}), model };
}

/** With or without a slash at the end. */
function isSame(one: string, other: string | undefined): boolean {
  return one.replace(/\/+$/, '') === other?.replace(/\/+$/, '');
}
