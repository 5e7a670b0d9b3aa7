import { StudioError } from '../../contract/errors.ts';
import { executablesNamed } from './executables.ts';
import { cachedBinary, userCache } from './server-cache.ts';
import type { OnProgress } from './server-download.ts';
import { obtainServer, whyNotPinned, type Search, type ServerBinary } from './server-obtain.ts';
import { serverRelease, type ServerRelease } from './server-release.ts';
import { askVersion } from './server-version.ts';

export type { ServerBinary } from './server-obtain.ts';

export interface FindServerOptions {
  /** The user's own choice; comes before LIVEKIT_SERVER. Any version of livekit-server will do. */
  setting?: string | undefined;
  env: NodeJS.ProcessEnv;
  /** Default: the user-wide cache of the platform. */
  cacheDirectory?: string | undefined;
  onProgress?: OnProgress | undefined;
  /** Ends the search with a `cancelled` StudioError. */
  signal?: AbortSignal | undefined;
  /** Default: the pinned release. */
  release?: ServerRelease | undefined;
  /** `<platform>-<arch>` as Node names them; default: this machine. */
  target?: string | undefined;
}

/**
 * Finds a livekit-server, or gets one: setting or LIVEKIT_SERVER, the user-wide cache, PATH (pinned
 * version only), the GitHub release, a Go build. What was got is kept in the cache.
 * A setting that does not hold is an error of its own: another server is never taken silently.
 * @throws StudioError `livekit-server-missing` with the reasons of all candidates, or `cancelled`
 */
export async function findServerBinary(options: FindServerOptions): Promise<ServerBinary> {
  const search: Search = {
    env: options.env,
    cacheDirectory: options.cacheDirectory ?? userCache(),
    onProgress: options.onProgress ?? (() => undefined),
    signal: options.signal,
    release: options.release ?? serverRelease(),
    target: options.target ?? `${process.platform}-${process.arch}`,
    reasons: [],
  };
  try {
    const chosen = options.setting || options.env['LIVEKIT_SERVER'];
    if (chosen) return await fromSetting(chosen, search);
    return (await fromCache(search)) ?? (await fromPath(search)) ?? (await obtainServer(search));
  } catch (error) {
    if (!options.signal?.aborted) throw error;
    throw new StudioError({
      code: 'cancelled',
      message: 'The search for livekit-server was stopped.',
    });
  }
}

async function fromSetting(file: string, { signal }: Search): Promise<ServerBinary> {
  const answer = await askVersion(file, signal);
  if (answer.kind === 'version') return { path: file, version: answer.version, source: 'setting' };
  signal?.throwIfAborted();
  throw new StudioError({
    code: 'livekit-server-missing',
    message: `The chosen livekit-server ${file} cannot be used: ${answer.why}.`,
    remedy:
      'Let LIVEKIT_SERVER (or the setting) name a livekit-server that runs, or leave it empty.',
  });
}

async function fromCache(search: Search): Promise<ServerBinary | undefined> {
  const { version } = search.release;
  const file = cachedBinary(search.cacheDirectory, version);
  const why = await whyNotPinned(file, search);
  if (why === undefined) return { path: file, version, source: 'cache' };
  search.reasons.push(`cache (${file}): ${why}`);
  return undefined;
}

async function fromPath(search: Search): Promise<ServerBinary | undefined> {
  const files = await executablesNamed('livekit-server', search.env);
  if (files.length === 0) search.reasons.push('PATH: there is no livekit-server on it');
  for (const file of files) {
    const why = await whyNotPinned(file, search);
    if (why === undefined) return { path: file, version: search.release.version, source: 'path' };
    search.reasons.push(`PATH (${file}): ${why}`);
  }
  return undefined;
}
