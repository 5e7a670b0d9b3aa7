import { formFetch } from '../../contract/form-fetch.ts';

/**
 * `fetch` for the studio's own requests. It follows no redirect: a key is for one address, and a POST that was
 * sent on arrives as a GET. Errors come in the form of OpenAI's, whichever form the server has for them.
 */
export const straightFetch: typeof globalThis.fetch = async (input, init) => {
  const response = await formFetch(input, { ...init, redirect: 'manual' });
  if (response.status < 400) return response;
  const { status, statusText, headers } = response;
  return new Response(inOpenAiForm(await response.text()), { status, statusText, headers });
};

type Fields = Record<string, unknown>;

/**
 * The body of an error. OpenAI has `error`; FastAPI (speaches, Kokoro-FastAPI) has `detail`, others `message`
 * alone. The client would say "no body" to those.
 */
export function inOpenAiForm(body: string): string {
  const told = fieldsOf(body);
  if (told === undefined || isFields(told['error'])) return body;
  const { detail } = told;
  const first: unknown = Array.isArray(detail) ? detail[0] : detail;
  const within = isFields(first) ? first : told;
  const message = [within['message'], within['msg'], told['error'], first].find(
    (value) => typeof value === 'string' && value !== '',
  );
  if (message === undefined) return body;
  const code = within['code'] ?? (within === told ? undefined : within['error']);
  return JSON.stringify({ error: { message, code } });
}

function fieldsOf(body: string): Fields | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    return isFields(parsed) ? parsed : undefined;
  } catch {
    return undefined; // a web page or plain words, which the client passes on
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
