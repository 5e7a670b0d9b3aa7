import { formFetch } from '../../contract/form-fetch.ts';

/** Nothing came from a server for too long. */
export class NoAnswer extends Error {
  constructor(timeoutMs: number) {
    // The OpenAI client knows a time-out by these words.
    super(`timed out: nothing came for ${timeoutMs / 1000} s`);
    this.name = 'TimeoutError';
  }
}

/**
 * `fetch` that gives up when nothing comes for so long: no head, no first byte, or no further one. The
 * client's own time-out ends with the head of an answer, and a server may stall after it.
 *
 * @param timeoutMs of each silence, ms
 */
export function timelyFetch(
  timeoutMs: number,
  fetch: typeof globalThis.fetch = formFetch,
): typeof globalThis.fetch {
  return async (input, init) => {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(new NoAnswer(timeoutMs)), timeoutMs);
    const signal = init?.signal ? AbortSignal.any([init.signal, late.signal]) : late.signal;
    try {
      const response = await fetch(input, { ...init, signal });
      if (!response.body) clearTimeout(timer);
      return response.body ? watched(response, response.body, timer) : response;
    } catch (error) {
      clearTimeout(timer);
      throw error;
    }
  };
}

function watched(
  { status, statusText, headers }: Response,
  body: NonNullable<Response['body']>,
  timer: NodeJS.Timeout,
): Response {
  // Who drops an answer unread must not keep the process for it.
  timer.unref();
  const watch = new TransformStream<Uint8Array, Uint8Array>({
    transform(bytes, controller) {
      timer.refresh();
      controller.enqueue(bytes);
    },
    flush: () => clearTimeout(timer),
  });
  return new Response(body.pipeThrough(watch), { status, statusText, headers });
}
