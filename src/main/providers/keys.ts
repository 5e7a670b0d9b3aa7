import { StudioError } from '../../contract/errors.ts';
import type { Provider } from '../../contract/provider.ts';
import type { ProviderSources } from './sources.ts';

/** The API keys that the environment has, by provider. */
export function providerKeys(env: NodeJS.ProcessEnv): Record<string, string> {
  const openai = env['OPENAI_API_KEY']?.trim();
  return openai ? { openai } : {};
}

/** API keys by provider, as the workers get them over IPC; never logged. */
export function keysOf({ keys, env }: ProviderSources): Record<string, string> {
  return keys ?? providerKeys(env);
}

/** Throws `provider-unauthorized` when a provider needs a key that isn't there. */
export function requireKey(provider: Provider, sources: ProviderSources): void {
  if (provider !== 'openai' || keysOf(sources)['openai']) return;
  throw new StudioError({
    code: 'provider-unauthorized',
    message: 'There is no key for OpenAI.',
    remedy:
      'Give it in the settings, or set OPENAI_API_KEY in the environment or in .env.local, or use the rehearsal provider.',
  });
}
