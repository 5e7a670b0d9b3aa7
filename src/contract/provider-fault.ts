import type { ErrorData } from './errors.ts';
import { OPENAI_BASE_URL, type Provider } from './provider.ts';

/** What is known of a request to a provider that failed. */
export interface ProviderFailure {
  /** HTTP status; undefined: there was no answer. */
  status: number | undefined;
  /** The connection could not be made or broke. */
  isConnection: boolean;
  /** Nothing came for too long. */
  isLate?: boolean;
  /** The provider's own code of the error, as `insufficient_quota`. */
  providerCode?: string | undefined;
  /** What the provider or the client said. */
  message: string;
}

/** Which request it was: "LLM of Maya Ortiz". */
export interface ProviderRequest {
  stage: string;
  /** Without it: the request is about none in particular. */
  model?: string | undefined;
  /** Who was asked, as people know it: "OpenAI", "api.groq.com". */
  server?: string | undefined;
}

/**
 * What a person is told about a provider that failed, in a call, in a try-out and in a test alike. Never
 * holds a key, a prompt or a transcript.
 */
export function providerErrorData(failure: ProviderFailure, about: ProviderRequest): ErrorData {
  const { status, message } = failure;
  const { stage, model, server } = about;
  const details = { stage, model, status };
  const subject = model === undefined ? stage : `${stage} (model "${model}")`;
  const who = server ?? 'The provider';
  if (isRefusal(status)) {
    return {
      code: 'provider-unauthorized',
      message: `${who} refused the key for ${subject}.`,
      remedy: `Check the key of ${server ?? 'this provider'}.`,
      details,
    };
  }
  if (status === 404) {
    return {
      code: 'provider-model-missing',
      message: `${who} does not know the model of ${subject}.`,
      remedy: `Choose a model that ${server ?? 'this provider'} offers.`,
      details,
    };
  }
  if (isUsedUp(failure)) {
    return {
      code: 'provider-quota',
      message: `The account's quota for ${subject} is used up${at(server)}.`,
      remedy: `Check plan and billing with ${server ?? 'the provider'}.`,
      details,
    };
  }
  if (status === undefined) return withoutStatus(failure, about, subject, details);
  return failed(message, subject, server, details);
}

/** What the account may spend is spent; 402 is OpenRouter's word for it. */
function isUsedUp({ status, providerCode, message }: ProviderFailure): boolean {
  return status === 402 || providerCode === 'insufficient_quota' || message.includes('quota');
}

function at(server: string | undefined): string {
  return server === undefined ? '' : ` at ${server}`;
}

function failed(
  message: string,
  subject: string,
  server: string | undefined,
  details: ErrorData['details'],
): ErrorData {
  return {
    code: 'provider-failed',
    message: `${subject} failed${at(server)}: ${readable(message)}`,
    remedy: 'Try again; if it stays, look at the provider’s status page.',
    details,
  };
}

/** What a provider said, short and without keys; of a web page, as proxies send one, only that it is one. */
function readable(message: string): string {
  const page = /<!doctype|<html|<head|<body|<h1/iu.exec(message);
  const said = page ? `${message.slice(0, page.index).trim()} (a web page)`.trim() : message;
  return withoutKeys(said).slice(0, 200);
}

/** No answer, or none that can be read. */
function withoutStatus(
  { isConnection, isLate = false, message }: ProviderFailure,
  { server }: ProviderRequest,
  subject: string,
  details: ErrorData['details'],
): ErrorData {
  const who = server ?? `The provider of ${subject}`;
  const forWhom = server === undefined ? '' : `: ${subject}`;
  if (isLate || message.startsWith('timed out')) {
    return {
      code: 'timeout',
      message: `${who} did not answer in time${forWhom}.`,
      remedy: 'Try again; if it stays so, check the base URL and the provider’s status page.',
      details,
    };
  }
  if (isGarbled(message)) {
    return {
      code: 'provider-failed',
      // Without what it said: that may be what somebody said in the call.
      message: `${who} sent an answer that can't be read, as it is no valid JSON${forWhom}.`,
      remedy: 'Check that the base URL is that of an OpenAI-compatible server.',
      details,
    };
  }
  if (isConnection) {
    return {
      code: 'provider-unreachable',
      message: `${who} can't be reached${forWhom}.`,
      remedy: 'Check the base URL and the network.',
      details,
    };
  }
  return failed(message, subject, server, details);
}

/** By the words of V8's JSON parser, which is all that is left of the cause. */
function isGarbled(message: string): boolean {
  return /\bJSON\b|^Unexpected (?:token|end)|^Unterminated string|^Expected .* in JSON/u.test(
    message,
  );
}

/** How people call whoever serves an address. */
export function serverName(provider: Provider, baseUrl: string | undefined): string {
  const host = new URL(baseUrl ?? OPENAI_BASE_URL).host;
  return provider === 'openai' && host === new URL(OPENAI_BASE_URL).host ? 'OpenAI' : host;
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
