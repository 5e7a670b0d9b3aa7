import { chmod, rename } from 'node:fs/promises';
import { StudioError } from '../../contract/errors.ts';
import { buildServer } from './server-build.ts';
import { cachedBinary, cacheFolder, inWorkshop, whileLocked } from './server-cache.ts';
import { downloadServer, type OnProgress } from './server-download.ts';
import { serverResources, type ServerRelease } from './server-release.ts';
import { askVersion } from './server-version.ts';

export interface ServerBinary {
  /** Absolute path, unless a setting named it otherwise. */
  path: string;
  version: string;
  source: 'setting' | 'cache' | 'path' | 'release' | 'go-build';
}

/** A search for the pinned version. */
export interface Search {
  env: NodeJS.ProcessEnv;
  cacheDirectory: string;
  onProgress: OnProgress;
  signal: AbortSignal | undefined;
  release: ServerRelease;
  /** `<platform>-<arch>` as Node names them. */
  target: string;
  /** Why each candidate was passed over. */
  reasons: string[];
}

/** Why an executable is not the pinned version; undefined when it is. */
export async function whyNotPinned(
  file: string,
  { release, signal }: Search,
): Promise<string | undefined> {
  const answer = await askVersion(file, signal);
  signal?.throwIfAborted();
  if (answer.kind === 'fault') return answer.why;
  if (answer.version === release.version) return undefined;
  return `it is ${answer.version}, not ${release.version}`;
}

/**
 * Gets the pinned version into the cache: the GitHub release, else a Go build; one process at a time.
 *
 * @throws StudioError `livekit-server-missing` with the reasons of all candidates
 */
export async function obtainServer(search: Search): Promise<ServerBinary> {
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
