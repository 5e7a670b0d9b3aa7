import { APIConnectionError, APIError, APIStatusError, APITimeoutError } from '@livekit/agents';
import {
  APIConnectionError as OpenAIConnectionError,
  APIConnectionTimeoutError,
  APIError as OpenAIError,
} from 'openai';
import type { ErrorData } from '../../contract/errors.ts';

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
    return new APIStatusError({ message, options: { statusCode, retryable } });
  }
  return error instanceof Error ? error : new Error(String(error));
}

/** What a person is told about a failing stage. Never holds a key, a prompt or a transcript. */
export function providerFault(error: unknown, about: { stage: string; model: string }): ErrorData {
  const status = statusOf(error);
  const details = { ...about, status };
  const subject = `${about.stage} (model "${about.model}")`;
  if (isRefusal(status)) {
    return {
      code: 'provider-unauthorized',
      message: `The provider refused the key for ${subject}.`,
      remedy: 'Check the API key of this provider.',
      details,
    };
  }
  if (status === 404) {
    return {
      code: 'provider-model-missing',
      message: `The provider does not know the model of ${subject}.`,
      remedy: 'Choose a model that this provider offers.',
      details,
    };
  }
  if (messageOf(error).includes('quota')) {
    return {
      code: 'provider-quota',
      message: `The account's quota for ${subject} is used up.`,
      remedy: 'Check plan and billing with the provider.',
      details,
    };
  }
  if (status === undefined && error instanceof APIConnectionError) {
    return {
      code: 'provider-unreachable',
      message: `The provider of ${subject} can't be reached.`,
      remedy: 'Check the base URL and the network.',
      details,
    };
  }
  return {
    code: 'provider-failed',
    message: `${subject} failed: ${withoutKeys(messageOf(error)).slice(0, 200)}`,
    remedy: 'Try again; if it stays, look at the provider’s status page.',
    details,
  };
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof APIStatusError) return error.statusCode > 0 ? error.statusCode : undefined;
  if (error instanceof OpenAIError) return error.status as number | undefined;
  return undefined;
}

/** Anything that looks like a key or a long token, whole or starred out by the provider. */
const KEY_LIKE = /\b(?:sk|pk|key|bearer)[-_ ][\w*.-]{6,}|\b(?=[\w*-]*\d)[\w*-]{32,}/giu;

function withoutKeys(text: string): string {
  return text.replace(KEY_LIKE, '[removed]');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function isRefusal(status: number | undefined): boolean {
  return status === 401 || status === 403;
}
