import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import envPaths from 'env-paths';

export interface DataDirectoryOptions {
  /** Value of `--data-dir`. */
  flag?: string | undefined;
  env: NodeJS.ProcessEnv;
}

/** The home directory for a leading `~`, which no shell has expanded in an `.env` file. */
function expandHome(path: string): string {
  return /^~(?=$|[\\/])/.test(path) ? join(homedir(), path.slice(1)) : path;
}

/** The platform's folder for an application's data, for instance `~/.local/share/duologue`. */
export function defaultDataDirectory(): string {
  return envPaths('duologue', { suffix: '' }).data;
}

/** Where everything is kept, absolute: `--data-dir`, else `DUOLOGUE_DATA_DIR`, else the platform's folder. */
export function dataDirectory({ flag, env }: DataDirectoryOptions): string {
  const chosen = flag || env['DUOLOGUE_DATA_DIR'];
  return chosen ? resolve(expandHome(chosen)) : defaultDataDirectory();
}
