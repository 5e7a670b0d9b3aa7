import { APIConnectionError, APIError, APIStatusError, APITimeoutError } from '@livekit/agents';
import {
  APIConnectionError as OpenAIConnectionError,
  APIConnectionTimeoutError,
  APIError as OpenAIError,
} from 'openai';
import type { ErrorData } from '../../contract/errors.ts';
import {
  isRefusal,
  providerErrorData,
  withoutKeys,
  type ProviderRequest,
} from '../../contract/provider-fault.ts';
import { NoAnswer } from './timely-fetch.ts';

/** An error of the OpenAI client as the framework's own class, which says whether to try again. */
export function toApiError(error: unknown): Error {
  if (error instanceof APIError) return error;
  if (error instanceof APIConnectionTimeoutError)
    return new APITimeoutError({ message: error.message });
  if (error instanceof OpenAIConnectionError)
    return new APIConnectionError({ message: error.message });
  if (error instanceof OpenAIError) {
    // Without quota, waiting does not help, whatever the status says.
    const retryable = error.code !== 'insufficient_quota';
    const statusCode = Number(error.status ?? -1);
    // What a provider says may repeat what it was sent, the key above all.
    const message = isRefusal(statusCode) ? `refused (${statusCode})` : withoutKeys(error.message);
    const body = typeof error.code === 'string' ? { code: error.code } : null;
    return new APIStatusError({ message, options: { statusCode, retryable, body } });
  }
  // Within an answer, after its head.
  if (error instanceof NoAnswer) return new APITimeoutError({ message: error.message });
  if (isBroken(error)) return new APIConnectionError({ message: 'the connection broke' });
  return error instanceof Error ? error : new Error(String(error));
}

/** What the platform's fetch throws when the body of an answer breaks off. */
function isBroken(error: unknown): boolean {
  return error instanceof TypeError && error.message === 'terminated';
}

/** What a person is told about a failing stage. Never holds a key, a prompt or a transcript. */
export function providerFault(error: unknown, about: ProviderRequest): ErrorData {
  const isConnection = error instanceof APIConnectionError || isUnanswered(error);
  return providerErrorData(
    {
      status: statusOf(error),
      isConnection,
      isLate: error instanceof APITimeoutError,
      providerCode: codeOf(error),
      message: messageOf(error),
    },
    about,
  );
}

/** The plugin's LLM tells of a connection that could not be made as of an answer without a status. */
function isUnanswered(error: unknown): boolean {
  return error instanceof APIStatusError && error.message.startsWith('Connection error');
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof APIStatusError) return error.statusCode > 0 ? error.statusCode : undefined;
  if (error instanceof OpenAIError) return error.status as number | undefined;
  return undefined;
}

/** The provider's own code of an error. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof APIError) || !error.body || !('code' in error.body)) return undefined;
  return typeof error.body.code === 'string' ? error.body.code : undefined;
}

/** An answer broke off after some of it had come: what came stands. */
export function isCutShort(error: unknown): boolean {
  const isBroken = error instanceof APIConnectionError && !(error instanceof APITimeoutError);
  return isBroken && !error.retryable;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
