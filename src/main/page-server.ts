import { join } from 'node:path';
import type { StudioApi } from '../contract/studio-api.ts';
import { packageRoot } from './entries.ts';
import type { Log } from './log.ts';
import { isMediaPath, mediaResponse } from './media.ts';
import { UPLOAD_PATH, uploadResponse } from './upload.ts';
import { livekitOriginsOf, policyHeaders } from './page-policy.ts';
import { developedRenderer } from './renderer-dev.ts';
import { builtRenderer } from './renderer-files.ts';

export interface PageServerOptions {
  studio: Pick<StudioApi, 'getConversation' | 'getSettings' | 'takeUpload'>;
  log: Log;
  /** Where the built page lies. Default: out/renderer of this package. */
  directory?: string;
  /** vite's server, while developing. */
  developmentUrl?: string | undefined;
}

export type PageServer = (request: Request) => Promise<Response>;

/**
 * What a page gets by URL, the same in every host: its own files and the recordings, under one strict
 * policy; and where it sends files that are to be imported. Takes and gives the web's own Request and Response. Never rejects.
 */
export function createPageServer(options: PageServerOptions): PageServer {
  const { studio, log, developmentUrl } = options;
  const development = developmentUrl !== undefined;
  const files = development
    ? developedRenderer(developmentUrl)
    : builtRenderer(options.directory ?? join(packageRoot(), 'out', 'renderer'));
  return async (request) => {
    const response = await answer(request).catch((thrown: unknown) => {
      log.error({ err: thrown }, 'a request of the page failed unexpectedly');
      return new Response('Something unexpected happened.\n', { status: 500 });
    });
    const livekitOrigins = isHtml(response) ? await remoteOrigins(studio, log) : [];
    const policy = policyHeaders({ livekitOrigins, development });
    for (const [name, value] of Object.entries(policy)) response.headers.set(name, value);
    return response;
  };

  async function answer(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (pathname === UPLOAD_PATH) return await uploadResponse(studio, request, log);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return new Response('Not allowed.\n', { status: 405, headers: { allow: 'GET, HEAD' } });
    }
    return isMediaPath(pathname) ? mediaResponse(studio, request) : files(request);
  }
}

function isHtml({ headers }: Response): boolean {
  return headers.get('content-type')?.startsWith('text/html') === true;
}

/** A change of the connection holds for pages that are loaded after it. */
async function remoteOrigins(studio: Pick<StudioApi, 'getSettings'>, log: Log): Promise<string[]> {
  try {
    const { effective } = await studio.getSettings();
    return effective.connection.kind === 'remote' ? livekitOriginsOf(effective.connection.url) : [];
  } catch (thrown) {
    log.warn({ err: thrown }, 'no settings: the page reaches the embedded LiveKit server only');
    return [];
  }
}
