import { StudioError } from '../../contract/errors.ts';
import type { Provider } from '../../contract/provider.ts';

/** API keys by provider, as the workers get them over IPC; never logged. */
export function providerKeys(env: NodeJS.ProcessEnv): Record<string, string> {
  const openai = env['OPENAI_API_KEY']?.trim();
  return openai ? { openai } : {};
}

/** Throws `provider-unauthorized` when a provider needs a key that isn't there. */
export function requireKey(provider: Provider, env: NodeJS.ProcessEnv): void {
  if (provider !== 'openai' || providerKeys(env)['openai']) return;
  throw new StudioError({
    code: 'provider-unauthorized',
    message: 'There is no key for OpenAI.',
    remedy:
      'Set OPENAI_API_KEY in the environment or in .env.local, or use the rehearsal provider.',
  });
}
