import { StudioError } from '../../contract/errors.ts';

/** An answer that isn't one of this API: a web page, another service. */
export function strange(what: string): StudioError {
  return new StudioError({
    code: 'provider-failed',
    message: `The server answered, but not with a ${what} as OpenAI’s API gives it.`,
    remedy: 'Check that the base URL is that of an OpenAI-compatible API; most end in /v1.',
  });
}
