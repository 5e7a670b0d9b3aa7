import { APIConnectionError, APIStatusError } from '@livekit/agents';
import { patiently } from './patiently.ts';
import { NoAnswer } from './timely-fetch.ts';

/** An answer that isn't what was asked for, whole. */
class Refused extends APIStatusError {
  readonly answer: Response;
  readonly headers: Headers;

  constructor(answer: Response, isLasting: boolean) {
    super({
      message: `refused (${answer.status})`,
      options: { statusCode: answer.status, retryable: !isLasting },
    });
    this.answer = answer;
    this.headers = answer.headers;
  }
}

/**
 * `fetch` with the patience of `patiently`, up to the head of the answer: for clients whose errors come
 * too late to try again. A refusal that stays is returned as what it is.
 */
export function patientFetch(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const signal = init?.signal ?? new AbortController().signal;
    try {
      return await patiently(() => attempt(fetch, input, init, signal), signal);
    } catch (error) {
      if (error instanceof Refused) return error.answer;
      throw error;
    }
  };
}

async function attempt(
  fetch: typeof globalThis.fetch,
  input: Parameters<typeof fetch>[0],
  init: RequestInit | undefined,
  signal: AbortSignal,
): Promise<Response> {
  const answer = await fetch(input, init).catch((error: unknown) => {
    if (signal.aborted || error instanceof NoAnswer) throw error;
    throw new APIConnectionError({ message: 'the connection could not be made or broke' });
  });
  if (answer.ok) return answer;
  const { status, headers } = answer;
  const text = await answer.text();
  // Without quota, waiting does not help, whatever the status says.
  throw new Refused(new Response(text, { status, headers }), text.includes('insufficient_quota'));
}
