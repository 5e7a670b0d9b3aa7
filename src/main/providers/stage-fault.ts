import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import { StudioError } from '../../contract/errors.ts';
import { providerErrorData, type ProviderRequest } from '../../contract/provider-fault.ts';
import { redacted } from '../doctor/redact.ts';
import { providerError } from './provider-error.ts';
import { RealtimeRefusal } from './realtime-refusal.ts';

export interface Tested {
  stage: string;
  model: string;
  baseUrl: string | undefined;
  /** What was sent, so that it isn't told again. */
  apiKey: string | undefined;
  /** Whose stage it is: "Maya Ortiz". */
  of?: string | undefined;
}

/** Why a test failed, as a person can act on it: key, model, address and network told apart. */
export function stageFault(thrown: unknown, test: Tested): StudioError {
  const { stage, model, baseUrl = 'OpenAI', apiKey = '' } = test;
  const named = stage === 'realtime' ? 'speech-to-speech' : stage.toUpperCase();
  const server = serverOf(test.baseUrl);
  const about = { stage: test.of === undefined ? named : `${named} of ${test.of}`, model, server };
  if (isNotFound(thrown) && !saysModel(thrown)) {
    return new StudioError({
      code: 'provider-unreachable',
      message: `There is a server at ${baseUrl}, but it has no ${named} under that address (404)${forWhom(test)}.`,
      remedy: 'Check the base URL; most end in /v1. Not every server serves all three stages.',
    });
  }
  if (thrown instanceof RealtimeRefusal) return refused(thrown, about, apiKey);
  if (thrown instanceof APIConnectionError || isSocketFault(thrown)) {
    return unreachable(thrown, about, baseUrl);
  }
  return providerError(thrown, about, [apiKey]);
}

/** As people know it. */
function serverOf(baseUrl: string | undefined): string | undefined {
  if (baseUrl === undefined) return 'OpenAI';
  return URL.canParse(baseUrl) ? new URL(baseUrl).host : undefined;
}

function forWhom({ of, model }: Tested): string {
  return of === undefined ? '' : `: the ${model} of ${of}`;
}

function isNotFound(thrown: unknown): thrown is APIError | RealtimeRefusal {
  const isAnswer = thrown instanceof APIError || thrown instanceof RealtimeRefusal;
  return isAnswer && thrown.status === 404;
}

function refused(thrown: RealtimeRefusal, about: ProviderRequest, apiKey: string): StudioError {
  const { status, code } = thrown;
  const message = redacted(thrown.message, [apiKey]);
  return new StudioError(
    providerErrorData(
      { status, isConnection: status === undefined, providerCode: code ?? undefined, message },
      about,
    ),
  );
}

/** The connection of a WebSocket could not be made. */
function isSocketFault(thrown: unknown): thrown is Error {
  return systemCode(thrown) !== undefined;
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

function unreachable(thrown: Error, about: ProviderRequest, baseUrl: string): StudioError {
  const why = WHY[systemCode(thrown) ?? ''];
  if (thrown instanceof APIConnectionTimeoutError || why === undefined) {
    return providerError(thrown, about);
  }
  const [what, remedy] = why;
  return new StudioError({
    code: 'provider-unreachable',
    message: `${baseUrl} can’t be reached: ${what} (${about.stage}, model "${about.model}").`,
    remedy,
  });
}

/** The operating system's code, from the innermost cause that has one. */
function systemCode(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error)) return undefined;
  const own = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : undefined;
  return systemCode(thrown.cause) ?? own;
}
