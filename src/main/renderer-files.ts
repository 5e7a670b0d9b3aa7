import { realpath } from 'node:fs/promises';
import { extname, isAbsolute, join, relative } from 'node:path';
import { getMimeType } from 'hono/utils/mime';
import { fileResponse, notFound } from './file-response.ts';

/** Where the page's own files come from. */
export type RendererFiles = (request: Request) => Promise<Response>;

/** Built files carry a hash of their content in their names. */
const HASHED = /^\/assets\//u;

/**
 * The built page. A path without a file that a person navigates to (`/library/…`) is a route of the
 * page: it gets index.html. Nothing outside the directory is ever given, also not by a symbolic link.
 */
export function builtRenderer(directory: string): RendererFiles {
  return async (request) => {
    const { pathname } = new URL(request.url);
    const path = await fileOf(directory, pathname === '/' ? '/index.html' : pathname);
    if (path !== undefined) return fileResponse(request, { path, headers: headersOf(pathname) });
    if (!isRoute(request, pathname)) return notFound();
    return fileResponse(request, {
      path: join(directory, 'index.html'),
      headers: headersOf('/index.html'),
    });
  };
}

/** Only a navigation asks for HTML. */
export function isRoute(request: Request, pathname: string): boolean {
  const wantsPage = request.headers.get('accept')?.includes('text/html') === true;
  return wantsPage && isRoutePath(pathname);
}

/** Routes of the page have no ending. */
export function isRoutePath(pathname: string): boolean {
  return !HASHED.test(pathname) && /^(\/[\w~-]+)*\/?$/u.test(pathname);
}

function headersOf(pathname: string): Record<string, string> {
  const type = getMimeType(pathname === '/' ? '/index.html' : pathname);
  return {
    'content-type': type ?? 'application/octet-stream',
    'cache-control': HASHED.test(pathname) ? 'private, max-age=31536000, immutable' : 'no-cache',
  };
}

/** The real path of a file inside the directory; undefined when there is none. */
async function fileOf(directory: string, pathname: string): Promise<string | undefined> {
  // Names that the build makes need no escaping: what is escaped, hidden or has no ending is no file.
  if (/[%\\:\0]|\/\.|\/\//u.test(pathname) || extname(pathname) === '') return undefined;
  try {
    const root = await realpath(directory);
    const path = await realpath(join(root, pathname));
    const inside = relative(root, path);
    return inside.startsWith('..') || isAbsolute(inside) ? undefined : path;
  } catch {
    return undefined;
  }
}
