import { OPENAI_BASE_URL, type Provider } from './provider.ts';

/**
 * API keys, by what they are for: `openai` for OpenAI itself, else the origin of a server
 * (`https://api.groq.com`), one in OpenAI's place too. So a key never goes to a server that it wasn't given
 * for. Never logged.
 */
export type KeyRing = Record<string, string>;

/** Who serves a stage. */
export interface Served {
  provider: Provider;
  baseUrl?: string | undefined;
}

/** The key for a stage; undefined: there is none, as many servers of one's own want none. */
export function keyFor(
  { provider, baseUrl = OPENAI_BASE_URL }: Served,
  keys: KeyRing,
): string | undefined {
  if (provider === 'rehearsal') return undefined;
  const origin = originOf(baseUrl);
  const isOpenai = provider === 'openai' && origin === originOf(OPENAI_BASE_URL);
  return keys[isOpenai ? 'openai' : origin];
}

/** Scheme, host and port: whom a key is shown to. */
export function originOf(baseUrl: string): string {
  return new URL(baseUrl).origin;
}

/** Whether a text can be a key that is shown to a server: printable signs without spaces and quotes. */
export function isPlainKey(text: string): boolean {
  return /^[\x21\x23-\x26\x28-\x5f\x61-\x7e]+$/.test(text);
}

/** Whether a text can be a secret that signs: any signs, but no line breaks and none that nobody sees. */
export function isPlainSecret(text: string): boolean {
  return /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u.test(text);
}
