import { chmod, rename } from 'node:fs/promises';
import { StudioError } from '../../contract/errors.ts';
import { executablesNamed } from './executables.ts';
import { buildServer } from './server-build.ts';
import { cachedBinary, cacheFolder, inWorkshop, userCache, whileLocked } from './server-cache.ts';
import { downloadServer, type OnProgress } from './server-download.ts';
import { serverRelease, serverResources, type ServerRelease } from './server-release.ts';
import { askVersion } from './server-version.ts';

export interface ServerBinary {
  /** Absolute path, unless a setting named it otherwise. */
  path: string;
  version: string;
  source: 'setting' | 'cache' | 'path' | 'release' | 'go-build';
}

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

type Search = Required<Omit<FindServerOptions, 'setting' | 'signal'>> & {
  signal: AbortSignal | undefined;
  /** Why each candidate was passed over. */
  reasons: string[];
};

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
    return (await fromCache(search)) ?? (await fromPath(search)) ?? (await obtain(search));
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

/** Why an executable is not the pinned version; undefined when it is. */
async function whyNotPinned(
  file: string,
  { release, signal }: Search,
): Promise<string | undefined> {
  const answer = await askVersion(file, signal);
  signal?.throwIfAborted();
  if (answer.kind === 'fault') return answer.why;
  if (answer.version === release.version) return undefined;
  return `it is ${answer.version}, not ${release.version}`;
}

/** Gets the pinned version into the cache; one process at a time. */
async function obtain(search: Search): Promise<ServerBinary> {
  const { cacheDirectory, release, signal, onProgress } = search;
  const folder = cacheFolder(cacheDirectory, release.version);
  const onWait = () => {
    onProgress('another Duologue is fetching livekit-server');
  };
  try {
    return await whileLocked(folder, { signal, onWait }, async () => {
      const place = cachedBinary(cacheDirectory, release.version);
      if ((await whyNotPinned(place, search)) === undefined) {
        return { path: place, version: release.version, source: 'cache' };
      }
      return await inWorkshop(folder, (workshop) => make(search, workshop, place));
    });
  } catch (error) {
    if (error instanceof StudioError || signal?.aborted) throw error;
    search.reasons.push(`cache: ${messageOf(error)}`);
    throw missing(search);
  }
}

async function make(search: Search, workshop: string, place: string): Promise<ServerBinary> {
  const { env, onProgress, release, signal, target } = search;
  const ways = [
    {
      source: 'release',
      make: () => downloadServer({ release, target, workshop, onProgress, signal }),
    },
    {
      source: 'go-build',
      make: () =>
        buildServer({
          goPackage: release.goPackage,
          resources: serverResources(),
          workshop,
          env,
          onProgress,
          signal,
        }),
    },
  ] as const;
  for (const way of ways) {
    try {
      const made = await way.make();
      await chmod(made, 0o755);
      const why = await whyNotPinned(made, search);
      if (why !== undefined) throw new Error(why);
      await rename(made, place);
      return { path: place, version: release.version, source: way.source };
    } catch (error) {
      signal?.throwIfAborted();
      search.reasons.push(
        `${way.source === 'release' ? 'GitHub release' : 'Go build'}: ${messageOf(error)}`,
      );
    }
  }
  throw missing(search);
}

function missing({ reasons, release }: Search): StudioError {
  return new StudioError({
    code: 'livekit-server-missing',
    message: `livekit-server ${release.version} is not to be had. ${reasons.join('; ')}.`,
    remedy:
      `Go online and try again, or install Go (https://go.dev/dl), or download livekit-server ` +
      `${release.version} and let LIVEKIT_SERVER name it.`,
    details: { reasons },
  });
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
