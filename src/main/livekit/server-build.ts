import { spawn } from 'node:child_process';
import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { OnProgress } from './server-download.ts';
import { executablesNamed } from './executables.ts';
import { serverFileName } from './server-release.ts';

const TAIL_LINES = 4;

export interface BuildOptions {
  goPackage: string;
  /** Folder with the pinned go.mod and go.sum. */
  resources: string;
  /** An existing folder for everything that is made on the way. */
  workshop: string;
  env: NodeJS.ProcessEnv;
  onProgress: OnProgress;
  signal?: AbortSignal | undefined;
}

/**
 * Builds the server with Go through the module proxy; go.sum pins every module. About 2 minutes on
 * 2 cores, of which nothing is left but the executable and Go's own caches.
 * Resolves with its path in the workshop; rejects with an Error whose message says what went wrong.
 */
export async function buildServer(options: BuildOptions): Promise<string> {
  const { goPackage, resources, workshop, env, onProgress } = options;
  const [go] = await executablesNamed('go', env);
  if (!go) throw new Error('there is no go on PATH');
  for (const file of ['go.mod', 'go.sum']) {
    await copyFile(path.join(resources, file), path.join(workshop, file));
  }
  const made = path.join(workshop, serverFileName());
  const packages = await listPackages(go, options);
  let compiled = 0;
  const args = ['build', '-v', '-trimpath', '-ldflags=-s -w', '-o', made, goPackage];
  await runGo(go, args, options, () => {
    compiled = Math.min(compiled + 1, packages);
    onProgress(`building with Go: ${compiled} of ${packages} packages`, compiled / packages);
  });
  return made;
}

/** Fetches all modules; resolves with the number of packages that the build consists of. */
async function listPackages(go: string, options: BuildOptions): Promise<number> {
  let fetched = 0;
  let packages = 0;
  options.onProgress('fetching Go modules');
  await runGo(go, ['list', '-deps', options.goPackage], options, (line) => {
    if (line.startsWith('go: downloading ')) {
      fetched += 1;
      options.onProgress(`fetching Go modules: ${fetched}`);
    } else packages += 1;
  });
  return Math.max(packages, 1);
}

/** Runs go in the workshop. Rejects with the last lines of its output when it fails. */
function runGo(
  go: string,
  args: string[],
  { workshop, env, signal }: BuildOptions,
  onLine: (line: string) => void,
): Promise<void> {
  const child = spawn(go, args, {
    cwd: workshop,
    env: { ...env, GOFLAGS: '-mod=mod -buildvcs=false', CGO_ENABLED: '0', GOWORK: 'off' },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  });
  const tail: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      onLine(line);
      tail.push(line);
      if (tail.length > TAIL_LINES) tail.shift();
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`go ${args[0] ?? ''} failed: ${tail.join(' | ')}`));
    });
  });
}
