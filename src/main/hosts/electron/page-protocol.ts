import type { CustomScheme, Protocol } from 'electron';
import { isMediaPath } from '../../media.ts';
import type { PageServer } from '../../page-server.ts';
import { isRoutePath } from '../../renderer-files.ts';
import { isOwnPage, PAGE_SCHEME } from './links.ts';

/** To be registered before the app is ready: a scheme with the rights of https, and no more. */
export const PAGE_PRIVILEGES: CustomScheme = {
  scheme: PAGE_SCHEME,
  privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
};

/** Serves the page and the recordings under `app://studio/`; any other host of the scheme is 404. */
export function servePage(protocol: Pick<Protocol, 'handle'>, page: PageServer): void {
  protocol.handle(PAGE_SCHEME, (request) =>
    isOwnPage(request.url)
      ? page(asNavigation(request))
      : new Response('Not found.\n', { status: 404 }),
  );
}

/** What a navigation accepts is certain to be said for http only: a route is asked for as a page. */
function asNavigation(request: Request): Request {
  const { pathname } = new URL(request.url);
  const isPage = request.method === 'GET' && !isMediaPath(pathname) && isRoutePath(pathname);
  if (!isPage) return request;
  const headers = new Headers(request.headers);
  headers.set('accept', 'text/html');
  return new Request(request.url, { method: request.method, headers });
}
