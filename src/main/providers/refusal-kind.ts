import { APIError } from 'openai';
import { RealtimeRefusal } from './realtime-refusal.ts';

/** What servers call it in `error.code` that they have no such model, or no longer. */
const MISSING_CODES = new Set<unknown>([
  ...['model_not_found', 'invalid_model', 'model_decommissioned', 'DeploymentNotFound'],
]);
const MISSING =
  /(invalid|unknown|unsupported|no such) (model|deployment)|not a valid model|(model|deployment)\b.*\b(not (found|exist|installed|available|loaded)|n[o']t exist|decommissioned|deprecated)/is;
const PAGE = /<!doctype|<html|<head|<body|<h1/i;

type Refusal = APIError | RealtimeRefusal;

function isRefusal(thrown: unknown): thrown is Refusal {
  return thrown instanceof APIError || thrown instanceof RealtimeRefusal;
}

function statusOf(refusal: Refusal): number {
  const status: unknown = refusal.status;
  return typeof status === 'number' ? status : 0;
}

/**
 * Whether a server doesn't know the model. OpenAI says so by 404; Kokoro-FastAPI, OpenRouter and Groq say it
 * by 400.
 */
export function isModelMissing(thrown: unknown): boolean {
  if (!isRefusal(thrown)) return false;
  if (MISSING_CODES.has(thrown.code)) return true;
  const { message } = thrown;
  if (PAGE.test(message)) return false;
  const status = statusOf(thrown);
  if (status === 404) return /model|deployment/i.test(message);
  return [400, 422].includes(status) && MISSING.test(message);
}

/** Whether it is the voice that a server doesn't know. */
export function isVoiceMissing(thrown: unknown): boolean {
  if (!isRefusal(thrown) || ![400, 404, 422].includes(statusOf(thrown))) return false;
  const param: unknown = thrown instanceof APIError ? thrown.param : undefined;
  const said = `${typeof param === 'string' ? param : ''} ${thrown.message}`;
  return /voice/i.test(said) && !PAGE.test(said);
}

/** Whether there is nothing of this API under the address. */
export function isAddressMissing(thrown: unknown): boolean {
  return isRefusal(thrown) && statusOf(thrown) === 404;
}

/** Where a server sends requests on to; undefined: it doesn't. */
export function sentOnTo(thrown: unknown): string | undefined {
  if (!(thrown instanceof APIError)) return undefined;
  const status = Number(thrown.status ?? 0);
  if (status < 300 || status >= 400) return undefined;
  const headers = thrown.headers as Headers | undefined;
  return headers?.get('location') ?? 'another address';
}
