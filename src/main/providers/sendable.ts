import { StudioError } from '../../contract/errors.ts';
import { baseUrlSchema } from '../../contract/provider.ts';

/** What a header may hold of a key: no space, no quotes of a text editor, no letters beyond ASCII. */
const KEY = /^[\x21-\x7e]+$/;

/** Throws `provider-unauthorized` for a key that no header can hold: it was pasted with something else. */
export function requireSendable(key: string | undefined, server: string): void {
  if (key === undefined || KEY.test(key)) return;
  throw new StudioError({
    code: 'provider-unauthorized',
    message: `The key of ${server} holds a character that no key has, a space or an accent perhaps.`,
    remedy: 'Copy the key once more, whole and alone, and give it again.',
  });
}

/** Throws `provider-unreachable` for what is no address: that of the environment was not looked at before. */
export function requireAddress(baseUrl: string | undefined): void {
  if (baseUrl === undefined || baseUrlSchema.safeParse(baseUrl).success) return;
  throw new StudioError({
    code: 'provider-unreachable',
    message: 'The base URL in OPENAI_BASE_URL is no address that can be used.',
    remedy:
      'It begins with http:// or https://, holds no name and password, and mostly ends in /v1.',
  });
}
