import type { IncomingMessage } from 'node:http';
import { parseBody } from 'hono/utils/body';
import type { RecordedRequest, Route } from './types.ts';

const ROUTES: Record<string, Route> = {
  '/v1/chat/completions': 'chat',
  '/v1/audio/transcriptions': 'transcriptions',
  '/v1/audio/speech': 'speech',
  '/v1/models': 'models',
  '/v1/audio/voices': 'voices',
  '/v1/realtime': 'realtime',
};

/** What came, apart from its body. */
export function recordOf(request: IncomingMessage): RecordedRequest {
  const path = request.url ?? '/';
  return {
    route: ROUTES[new URL(path, 'http://fake').pathname] ?? null,
    method: request.method ?? 'GET',
    path,
    headers: request.headers,
    body: {},
    messages: [],
    aborted: false,
  };
}

export interface Body {
  fields: Record<string, unknown>;
  /** Of a form. */
  file: Uint8Array | undefined;
}

/** The body as JSON or as a form; what is neither has no fields. */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) return readForm(bytes, type);
  try {
    return { fields: JSON.parse(bytes.toString()) as Record<string, unknown>, file: undefined };
  } catch {
    return { fields: {}, file: undefined };
  }
}

async function readForm(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<Body> {
  const headers = { 'content-type': type };
  const form = await parseBody(
    new Request('http://fake', { method: 'POST', headers, body: bytes }),
  );
  const fields: Record<string, unknown> = {};
  let file: Uint8Array | undefined;
  for (const [name, value] of Object.entries(form)) {
    if (value instanceof File) {
      file = new Uint8Array(await value.arrayBuffer());
      fields[name] = { name: value.name, bytes: file.length };
    } else fields[name] = value;
  }
  return { fields, file };
}
