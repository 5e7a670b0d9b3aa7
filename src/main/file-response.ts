import { open, type FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import parseRange from 'range-parser';

export interface FileResponse {
  /** Absolute. */
  path: string;
  /** Added to what says the size and the range. */
  headers: Record<string, string>;
  /** Names these very bytes, quoted; with it a range is only given of what the page has begun to load. */
  etag?: string;
}

interface Span {
  /** Offsets of the first and the last byte. */
  start: number;
  end: number;
}

/**
 * A file as the answer to a GET or HEAD, streamed, with byte ranges (RFC 9110, section 14): 200, 206,
 * 304 or 416; 404 when there is no such file. Several ranges at once are answered by the whole file.
 */
export async function fileResponse(request: Request, file: FileResponse): Promise<Response> {
  const handle = await open(file.path).catch(() => undefined);
  if (handle === undefined) return notFound();
  try {
    const stats = await handle.stat();
    const response = stats.isFile() ? answer(request, file, handle, stats.size) : notFound();
    if (response.body === null || !stats.isFile()) await handle.close();
    return response;
  } catch (thrown) {
    await handle.close();
    throw thrown;
  }
}

export function notFound(): Response {
  return new Response('Not found.\n', { status: 404, headers: { 'content-type': 'text/plain' } });
}

function answer(
  request: Request,
  { headers: given, etag }: FileResponse,
  handle: FileHandle,
  size: number,
): Response {
  const headers = new Headers({ 'accept-ranges': 'bytes', ...given });
  if (etag !== undefined) headers.set('etag', etag);
  if (etag !== undefined && request.headers.get('if-none-match') === etag) {
    return new Response(null, { status: 304, headers });
  }
  const range = wantedSpan(request, size, etag);
  if (range === 'unsatisfiable') {
    headers.set('content-range', `bytes */${size}`);
    return new Response(null, { status: 416, headers });
  }
  const { start, end } = range ?? { start: 0, end: size - 1 };
  headers.set('content-length', String(end - start + 1));
  if (range !== undefined) headers.set('content-range', `bytes ${start}-${end}/${size}`);
  const status = range === undefined ? 200 : 206;
  const bare = request.method === 'HEAD' || size === 0;
  return new Response(bare ? null : bytesOf(handle, { start, end }), { status, headers });
}

function wantedSpan(
  request: Request,
  size: number,
  etag: string | undefined,
): Span | 'unsatisfiable' | undefined {
  const header = request.headers.get('range');
  const condition = request.headers.get('if-range');
  if (header === null || (condition !== null && condition !== etag)) return undefined;
  const ranges = parseRange(size, header);
  if (ranges === -1) return 'unsatisfiable';
  if (ranges === -2 || ranges.type !== 'bytes' || ranges.length !== 1) return undefined;
  return ranges[0];
}

/** Closes the file at the end, and when whoever asked goes away. */
function bytesOf(handle: FileHandle, { start, end }: Span): ReadableStream<Uint8Array> {
  const bytes = handle.createReadStream({ start, end });
  return Readable.toWeb(bytes) as ReadableStream<Uint8Array>;
}
