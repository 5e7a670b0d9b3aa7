import { StudioError } from '../../contract/errors.ts';
import { keyFor, originOf, type KeyRing } from '../../contract/key-ring.ts';
import type { Provider } from '../../contract/provider.ts';
import { openaiOrigins } from '../../contract/settings.ts';
import { isOpenaiItself } from './server-label.ts';
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

/**
 * OpenAI's key is also for the servers that the user put in its place.
 *
 * @param origins theirs; those with a key of their own keep it
 */
export function withOpenaiAt(origins: readonly string[], keys: KeyRing): KeyRing {
  const { openai } = keys;
  if (openai === undefined) return keys;
  return { ...Object.fromEntries(origins.map((origin) => [origin, openai])), ...keys };
}

/** Keys as the workers get them over IPC; never logged. */
export function keyRing({ keys, env, settings }: ProviderSources): KeyRing {
  return keys ?? withOpenaiAt(settings ? openaiOrigins(settings) : [], environmentKeys(env));
}

/**
 * Throws `provider-unauthorized` when a provider needs a key that isn't there.
 *
 * @param baseUrl an address that can be used; without it: the provider's own
 */
export function requireKey(
  provider: Provider,
  baseUrl: string | undefined,
  sources: ProviderSources,
): void {
  if (provider !== 'openai') return;
  if (keyFor({ provider, baseUrl }, keyRing(sources)) !== undefined) return;
  if (baseUrl === undefined || isOpenaiItself(baseUrl)) throw noKey();
  const { env, fromFile = [] } = sources;
  if (baseUrl !== env['OPENAI_BASE_URL']?.trim()) throw noKeyAt(originOf(baseUrl));
  throw fromFile.includes('OPENAI_BASE_URL') ? noKeyBeside(originOf(baseUrl)) : noKey();
}

function noKey(): StudioError {
  return new StudioError({
    code: 'provider-unauthorized',
    message: 'There is no key for OpenAI.',
    remedy:
      'Give it in the settings, or set OPENAI_API_KEY in the environment or in .env.local, or use the rehearsal provider.',
  });
}

/** Of a server that only an `.env.local` puts in OpenAI's place. */
function noKeyBeside(origin: string): StudioError {
  return new StudioError({
    code: 'provider-unauthorized',
    message: `There is no key for ${origin}, which OPENAI_BASE_URL of .env.local puts in OpenAI’s place: keys that are kept, or of the environment, are not shown to it.`,
    remedy: 'Put OPENAI_API_KEY beside it into .env.local, or take OPENAI_BASE_URL out.',
  });
}

/** Of a server that only a run puts in OpenAI's place, such as one that is made of an imported conversation. */
function noKeyAt(origin: string): StudioError {
  return new StudioError({
    code: 'provider-unauthorized',
    message: `There is no key for ${origin}: OpenAI’s goes only to OpenAI and to the addresses that the settings name for it.`,
    remedy:
      'Set this address for OpenAI in the settings, or use it as a server of your own with a key of its own.',
  });
}
