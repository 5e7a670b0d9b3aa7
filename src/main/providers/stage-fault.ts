import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import { StudioError } from '../../contract/errors.ts';
import type { ProviderRequest } from '../../contract/provider-fault.ts';
import { providerError } from './provider-error.ts';

export interface Tested {
  stage: string;
  model: string;
  baseUrl: string | undefined;
  /** What was sent, so that it isn't told again. */
  apiKey: string | undefined;
}

/** Why a test failed, as a person can act on it: key, model, address and network told apart. */
export function stageFault(thrown: unknown, test: Tested): StudioError {
  const { stage, model, baseUrl = 'OpenAI', apiKey = '' } = test;
  const about = { stage: stage.toUpperCase(), model };
  if (thrown instanceof APIError && thrown.status === 404 && !saysModel(thrown)) {
    return new StudioError({
      code: 'provider-unreachable',
      message: `There is a server at ${baseUrl}, but it has no ${about.stage} under that address (404).`,
      remedy: 'Check the base URL; most end in /v1. Not every server serves all three stages.',
    });
  }
  if (thrown instanceof APIConnectionError) return unreachable(thrown, about, baseUrl);
  return providerError(thrown, about, [apiKey]);
}

/** A 404 about the model, as against one about the address. */
function saysModel(error: { message: string; code?: unknown }): boolean {
  return error.code === 'model_not_found' || /model/i.test(error.message);
}

const WHY: Readonly<Record<string, readonly [what: string, remedy: string]>> = {
  ECONNREFUSED: ['nothing listens there', 'Start the server, or check the port.'],
  ENOTFOUND: ['there is no such host', 'Check the address.'],
  EAI_AGAIN: ['its name could not be looked up', 'Check the network.'],
};

function unreachable(
  thrown: InstanceType<typeof APIConnectionError>,
  about: ProviderRequest,
  baseUrl: string,
): StudioError {
  const why = WHY[systemCode(thrown) ?? ''];
  if (thrown instanceof APIConnectionTimeoutError || why === undefined) {
    return providerError(thrown, about);
  }
  const [what, remedy] = why;
  return new StudioError({
    code: 'provider-unreachable',
    message: `${baseUrl} can’t be reached: ${what}.`,
    remedy,
  });
}

/** The operating system's code, from the innermost cause that has one. */
function systemCode(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error)) return undefined;
  const own = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : undefined;
  return systemCode(thrown.cause) ?? own;
}
