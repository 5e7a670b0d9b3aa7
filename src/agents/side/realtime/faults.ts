import { APIConnectionError, APIError, APIStatusError } from '@livekit/agents';
import { z } from 'zod';
import type { ErrorData } from '../../../contract/errors.ts';
import { providerFault } from '../../speech/api-errors.ts';

/** The error that a server sends over the WebSocket, as the plugin hands it on (OpenAI API reference). */
const bodySchema = z.object({ code: z.string().nullish(), type: z.string().nullish() });

/** What the HTTP API would have answered. */
const STATUS: Record<string, number> = {
  invalid_api_key: 401,
  account_deactivated: 401,
  model_not_found: 404,
};
const QUOTA = new Set(['insufficient_quota', 'billing_hard_limit_reached']);

/** Whose model it is, and where it is served. */
export interface AboutModel {
  /** Of the persona. */
  name: string;
  model: string;
  server: string;
}

/** What a person is told when a speech-to-speech model fails. Never holds a key, a prompt or a transcript. */
export function realtimeFault(error: unknown, { name, model, server }: AboutModel): ErrorData {
  const stage = `Speech-to-speech of ${name}`;
  const fault = providerFault(asStatus(error), { stage, model, server });
  if (!isNotThere(error)) return fault;
  // It may be the address as well as the model: most servers have no such API.
  return {
    ...fault,
    message: `${server} has no Realtime API, or not this model: ${stage} (model "${model}").`,
    remedy: 'Choose a speech-to-speech model that this server offers, or three stages instead.',
  };
}

/** The server answers 404 to the WebSocket. (A model that it refuses later is refused by an event.) */
function isNotThere(error: unknown): boolean {
  return error instanceof APIStatusError && error.statusCode === 404;
}

/** Whether there is no use in going on. */
export function isHopeless({ code }: ErrorData): boolean {
  return (
    code === 'provider-unauthorized' ||
    code === 'provider-model-missing' ||
    code === 'provider-quota'
  );
}

/** The plugin renews a connection that has grown old by itself, and tells so in the form of an error. */
export function isRenewal(error: unknown): boolean {
  return (
    error instanceof APIConnectionError &&
    error.message === 'OpenAI Realtime API connection timeout'
  );
}

function asStatus(error: unknown): unknown {
  if (!(error instanceof APIError) || error instanceof APIStatusError) return error;
  const body = bodySchema.safeParse(error.body);
  const code = body.data?.code ?? body.data?.type ?? '';
  if (QUOTA.has(code)) return new Error('quota used up');
  const statusCode = STATUS[code];
  return statusCode === undefined
    ? error
    : new APIStatusError({ message: error.message, options: { statusCode } });
}
