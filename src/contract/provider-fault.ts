import type { ErrorData } from './errors.ts';

/** What is known of a request to a provider that failed. */
export interface ProviderFailure {
  /** HTTP status; undefined: there was no answer. */
  status: number | undefined;
  /** The connection could not be made or broke. */
  isConnection: boolean;
  /** What the provider or the client said. */
  message: string;
}

/** Which request it was: "LLM of Maya Ortiz". */
export interface ProviderRequest {
  stage: string;
  model: string;
}

/**
 * What a person is told about a provider that failed, in a call, in a try-out and in a test alike. Never
 * holds a key, a prompt or a transcript.
 */
export function providerErrorData(failure: ProviderFailure, about: ProviderRequest): ErrorData {
  const { status, isConnection, message } = failure;
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
  if (message.includes('quota')) {
    return {
      code: 'provider-quota',
      message: `The account's quota for ${subject} is used up.`,
      remedy: 'Check plan and billing with the provider.',
      details,
    };
  }
  if (status === undefined && isConnection) {
    return {
      code: 'provider-unreachable',
      message: `The provider of ${subject} can't be reached.`,
      remedy: 'Check the base URL and the network.',
      details,
    };
  }
  return {
    code: 'provider-failed',
    message: `${subject} failed: ${withoutKeys(message).slice(0, 200)}`,
    remedy: 'Try again; if it stays, look at the provider’s status page.',
    details,
  };
}

/** Whether the provider refuses the key. */
export function isRefusal(status: number | undefined): boolean {
  return status === 401 || status === 403;
}

/** Anything that looks like a key or a long token, whole or starred out by the provider. */
const KEY_LIKE = /\b(?:sk|pk|key|bearer)[-_ ][\w*.-]{6,}|\b(?=[\w*-]*\d)[\w*-]{32,}/giu;

/** What a provider said, without what looks like a key: it may repeat what it was sent. */
export function withoutKeys(text: string): string {
  return text.replace(KEY_LIKE, '[removed]');
}
