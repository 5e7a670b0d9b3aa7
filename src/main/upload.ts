import { StudioError, toErrorData, type ErrorCode, type ErrorData } from '../contract/errors.ts';
import { MAX_UPLOAD_BYTES } from '../contract/import-api.ts';
import type { StudioApi } from '../contract/studio-api.ts';
import type { Log } from './log.ts';

/** Where a page sends files that are to be imported: the one path that takes a body. */
export const UPLOAD_PATH = '/uploads';

const STATUS: Partial<Record<ErrorCode, number>> = {
  'invalid-input': 400,
  'not-found': 404,
  conflict: 409,
  'disk-full': 507,
};

/**
 * `POST /uploads?name=<file name>`, the body being the file: streamed to disk, answered with `{ id }` for
 * `startImport`. What goes wrong is answered as ErrorData. Who may send at all is the host's to check.
 */
export async function uploadResponse(
  studio: Pick<StudioApi, 'takeUpload'>,
  request: Request,
  log: Log,
): Promise<Response> {
  if (request.method !== 'POST') {
    return answer(405, refusal('Files are sent by POST.'), { allow: 'POST' });
  }
  const name = new URL(request.url).searchParams.get('name');
  if (name === null) return answer(400, refusal('The file has no name.'));
  const length = request.headers.get('content-length');
  if (length !== null && !(Number(length) <= MAX_UPLOAD_BYTES)) {
    return answer(413, refusal('The file is larger than 4 GiB, the most that is taken.'));
  }
  try {
    const { id } = await studio.takeUpload({ name, body: bodyOf(request) });
    return answer(201, { id });
  } catch (thrown) {
    if (thrown instanceof StudioError) {
      const { code, details } = thrown.data;
      const isTooLarge = details !== undefined && 'mostBytes' in details;
      return answer(isTooLarge ? 413 : (STATUS[code] ?? 500), { error: thrown.data });
    }
    log.warn({ err: thrown }, 'an upload broke off');
    return answer(500, {
      error: { ...toErrorData(thrown), message: 'The file did not come whole.' },
    });
  }
}

async function* bodyOf({ body }: Request): AsyncGenerator<Uint8Array> {
  const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = body?.getReader();
  if (!reader) return;
  let isRead = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      isRead = done;
      if (done) return;
      yield value;
    }
  } finally {
    // Nobody wants the rest of it.
    if (!isRead) await reader.cancel().catch(() => undefined);
  }
}

function refusal(message: string): { error: ErrorData } {
  return { error: { code: 'invalid-input', message, remedy: 'Import it by its path instead.' } };
}

function answer(status: number, body: object, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store', ...headers } });
}
