import { StudioError } from '../../contract/errors.ts';
import { originOf, type KeyRing } from '../../contract/key-ring.ts';
import type { Provider } from '../../contract/provider.ts';
import type { ProviderSources } from './sources.ts';

/**
 * The keys that the environment has: OpenAI's, which is also that of the server at OPENAI_BASE_URL, because
 * whoever sets both means that server.
 */
export function environmentKeys(env: NodeJS.ProcessEnv): KeyRing {
  const key = env['OPENAI_API_KEY']?.trim();
  if (!key) return {};
  const baseUrl = env['OPENAI_BASE_URL']?.trim();
  const origin = baseUrl && URL.canParse(baseUrl) ? originOf(baseUrl) : undefined;
  return { openai: key, ...(origin === undefined ? {} : { [origin]: key }) };
}

/** Keys as the workers get them over IPC; never logged. */
export function keyRing({ keys, env }: ProviderSources): KeyRing {
  return keys ?? environmentKeys(env);
}

/** Throws `provider-unauthorized` when a provider needs a key that isn't there. */
export function requireKey(provider: Provider, sources: ProviderSources): void {
  if (provider !== 'openai' || keyRing(sources)['openai']) return;
  throw new StudioError({
    code: 'provider-unauthorized',
    message: 'There is no key for OpenAI.',
    remedy:
      'Give it in the settings, or set OPENAI_API_KEY in the environment or in .env.local, or use the rehearsal provider.',
  });
}
