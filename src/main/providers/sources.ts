import type { Settings, StageName } from '../../contract/settings.ts';

/**
 * How providers are reached, as it is set right now: the user's settings come before the environment,
 * the environment before defaults.
 */
export interface ProviderSources {
  env: NodeJS.ProcessEnv;
  /** Keys by provider. Default: those of the environment. */
  keys?: Record<string, string>;
  /** Address and model of each stage. Default: nothing is set. */
  settings?: Pick<Settings, 'openai' | 'compatible'>;
}

/** A server with an API like OpenAI's. */
export type ApiProvider = 'openai' | 'openai-compatible';

export interface Endpoint {
  /** With `/v1`. Without it: OpenAI's own. */
  baseUrl?: string;
  model: string;
}

const MODELS: Record<StageName, string> = {
  llm: 'gpt-4.1-mini',
  stt: 'gpt-4o-mini-transcribe',
  tts: 'gpt-4o-mini-tts',
};

/** Address and model of one stage. */
export function endpointOf(
  { env, settings }: ProviderSources,
  provider: ApiProvider,
  stage: StageName,
): Endpoint {
  const set = settings?.[provider === 'openai' ? 'openai' : 'compatible'][stage] ?? {};
  const baseUrl = set.baseUrl || env['OPENAI_BASE_URL'];
  const named = stage === 'llm' ? env['LLM_MODEL'] : undefined;
  return { ...(baseUrl ? { baseUrl } : {}), model: set.model || named || MODELS[stage] };
}
