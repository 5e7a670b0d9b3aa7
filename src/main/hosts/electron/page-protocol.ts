import type { CustomScheme, Protocol } from 'electron';
import type { PageServer } from '../../page-server.ts';
import { isOwnPage, PAGE_SCHEME } from './links.ts';

/** To be registered before the app is ready: a scheme with the rights of https, and no more. */
export const PAGE_PRIVILEGES: CustomScheme = {
  scheme: PAGE_SCHEME,
  privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
};

/** Serves the page and the recordings under `app://studio/`; any other host of the scheme is 404. */
export function servePage(protocol: Pick<Protocol, 'handle'>, page: PageServer): void {
  protocol.handle(PAGE_SCHEME, (request) =>
    isOwnPage(request.url) ? page(request) : new Response('Not found.\n', { status: 404 }),
  );
}
