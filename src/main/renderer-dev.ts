import { StudioError } from '../contract/errors.ts';
import type { RendererFiles } from './renderer-files.ts';

/**
 * While developing: the page's files from vite's server, passed on, so that the page has the host's
 * own origin. Its hot-reload socket is opened by the page itself.
 * @param origin of vite's server, on loopback
 */
export function developedRenderer(origin: string): RendererFiles {
  const { hostname } = new URL(origin);
  if (hostname !== '127.0.0.1' && hostname !== 'localhost') {
    throw new StudioError({
      code: 'invalid-input',
      message: `The development server ${origin} is not on this machine.`,
      remedy: 'Leave out ELECTRON_RENDERER_URL, or start with `npm run dev`.',
    });
  }
  return async (request) => {
    const { pathname, search } = new URL(request.url);
    const accept = request.headers.get('accept') ?? '*/*';
    const answer = await fetch(new URL(pathname + search, origin), { headers: { accept } });
    const headers = new Headers({ 'cache-control': 'no-cache' });
    const type = answer.headers.get('content-type');
    if (type !== null) headers.set('content-type', type);
    return new Response(answer.body, { status: answer.status, headers });
  };
}
