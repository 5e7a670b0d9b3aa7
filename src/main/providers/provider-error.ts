import { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai';
import { StudioError, type ErrorData } from '../../contract/errors.ts';
import {
  providerErrorData,
  type ProviderFailure,
  type ProviderRequest,
} from '../../contract/provider-fault.ts';
import { redacted } from '../doctor/redact.ts';
import { RealtimeRefusal } from './realtime-refusal.ts';
import { isModelMissing, sentOnTo } from './refusal-kind.ts';
import { Silence } from './silence.ts';
import { StrangeAnswer } from './strange.ts';

/**
 * What a person is told when a request of the studio itself to a provider failed; as in a call.
 *
 * @param keys that were sent: a provider may repeat them in its answer
 */
export function providerError(
  thrown: unknown,
  about: ProviderRequest,
  keys: readonly string[] = [],
): StudioError {
  if (thrown instanceof StudioError) return thrown;
  if (thrown instanceof StrangeAnswer) return new StudioError(strange(thrown, about));
  if (thrown instanceof Silence) return new StudioError(silent(about));
  const elsewhere = sentOnTo(thrown);
  if (elsewhere !== undefined) return new StudioError(sentOn(elsewhere, about));
  const message = redacted(thrown instanceof Error ? thrown.message : String(thrown), keys);
  return new StudioError(providerErrorData({ ...factsOf(thrown), message }, about));
}

/** "LLM of Maya Ortiz (model "gpt-4.1-mini")" */
export function subjectOf({ stage, model }: ProviderRequest): string {
  return model === undefined ? stage : `${stage} (model "${model}")`;
}

function factsOf(thrown: unknown): Omit<ProviderFailure, 'message'> {
  if (thrown instanceof RealtimeRefusal) {
    const { status, code } = thrown;
    return {
      status: isModelMissing(thrown) ? 404 : status,
      isConnection: status === undefined,
      providerCode: code ?? undefined,
    };
  }
  const isLateNow = isLate(thrown);
  if (!(thrown instanceof APIError) || thrown.status === undefined) {
    const isConnection = thrown instanceof APIConnectionError;
    return { status: undefined, isConnection, isLate: isLateNow };
  }
  const { code } = thrown;
  return {
    status: isModelMissing(thrown) ? 404 : Number(thrown.status),
    isConnection: false,
    providerCode: typeof code === 'string' ? code : undefined,
  };
}

/** The client's time was over, or that of whoever asked: before the answer or within it. */
function isLate(thrown: unknown): boolean {
  if (thrown instanceof APIConnectionTimeoutError || thrown instanceof APIUserAbortError)
    return true;
  return thrown instanceof Error && ['TimeoutError', 'AbortError'].includes(thrown.name);
}

function strange({ what }: StrangeAnswer, about: ProviderRequest): ErrorData {
  return {
    code: 'provider-failed',
    message: `${about.server ?? 'The server'} answered, but not with a ${what} as OpenAI’s API gives it: ${subjectOf(about)}.`,
    remedy: 'Check that the base URL is that of an OpenAI-compatible API; most end in /v1.',
  };
}

function silent(about: ProviderRequest): ErrorData {
  return {
    code: 'timeout',
    message: `${about.server ?? 'The server'} took the connection but did not answer in time: ${subjectOf(about)}.`,
    remedy:
      'Check that it serves OpenAI’s Realtime API under this address, and that the model is loaded.',
  };
}

function sentOn(address: string, about: ProviderRequest): ErrorData {
  const place = URL.canParse(address) ? new URL(address).origin : address;
  return {
    code: 'provider-unreachable',
    message: `${about.server ?? 'The server'} sends requests on to ${place}, and a key goes to no other address than its own: ${subjectOf(about)}.`,
    remedy: 'Give that address itself as the base URL (https:// where it says so).',
  };
}
