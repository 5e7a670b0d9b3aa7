import { OpenAI } from 'openai';
import { keyFor, type KeyRing } from '../../contract/key-ring.ts';
import {
  REHEARSAL_CONVERSATION_HEADER,
  REHEARSAL_SIDE_HEADER,
  type LlmStage,
  type SttStage,
  type TtsStage,
} from '../../contract/provider.ts';
import type { Side } from '../../contract/side.ts';
import { timelyFetch } from './timely-fetch.ts';

export interface ClientContext {
  conversationId: string;
  side: Side;
  keys: KeyRing;
  /** Instead of the platform's: it counts what is used. */
  fetch?: typeof globalThis.fetch;
  /** When nothing comes for so long a request has failed, ms. */
  timeoutMs?: number;
}

/** Without a byte for this long a request has failed, ms; a user with a slow model may allow more. */
export const PROVIDER_TIMEOUT_MS = timeoutOf(process.env['DUOLOGUE_PROVIDER_TIMEOUT']);
/** The client's own time-out ends with the head of an answer, and counts pauses between tries. */
const CLIENT_TIMEOUT_MS = 30 * 60_000;

/** @param seconds as the environment has it; what is no number of seconds is 60. @returns ms */
export function timeoutOf(seconds: string | undefined): number {
  const wanted = Number(seconds?.trim() || Number.NaN);
  return wanted >= 1 && wanted <= 600 ? wanted * 1000 : 60_000;
}

type Wrap = (fetch: typeof globalThis.fetch) => typeof globalThis.fetch;

/**
 * An OpenAI client for one stage of one side. It does nothing twice: see patiently.ts.
 *
 * @param wrap puts more around its fetch
 */
export function clientFor(
  stage: LlmStage | SttStage | TtsStage,
  context: ClientContext,
  wrap: Wrap = (fetch) => fetch,
): OpenAI {
  const rehearsal = stage.provider === 'rehearsal';
  return new OpenAI({
    baseURL: stage.baseUrl,
    // Servers without keys (Ollama, the rehearsal provider) want the header, not its value.
    apiKey: keyFor(stage, context.keys) ?? 'none',
    maxRetries: 0,
    timeout: CLIENT_TIMEOUT_MS,
    // It would write down answers that it can't read: they hold what was said.
    logLevel: 'off',
    fetch: wrap(timelyFetch(context.timeoutMs ?? PROVIDER_TIMEOUT_MS, context.fetch)),
    defaultHeaders: rehearsal
      ? {
          [REHEARSAL_CONVERSATION_HEADER]: context.conversationId,
          [REHEARSAL_SIDE_HEADER]: context.side,
        }
      : {},
  });
}
