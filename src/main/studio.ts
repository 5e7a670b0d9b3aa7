import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { StudioError } from '../contract/errors.ts';
import type { StudioApi } from '../contract/studio-api.ts';
import { systemClock } from './conversations/clock-port.ts';
import { compileInstructions } from './conversations/prompt.ts';
import { RunService } from './conversations/run-service.ts';
import { Engine } from './engine/engine.ts';
import { StudioListeners } from './engine/listeners.ts';
import { connectionFrom } from './engine/livekit-link.ts';
import { recordingsOf } from './engine/recordings.ts';
import { recoverUnfinished } from './engine/recover.ts';
import { runLibraryOf } from './engine/run-library.ts';
import { Studio } from './engine/studio-calls.ts';
import { packageRoot } from './entries.ts';
import { loadSamples, openLibrary, seedSamples, type Library } from './library/index.ts';
import type { Log } from './log.ts';
import { providerKeys } from './providers/keys.ts';
import { withEnvFile } from './settings/env-file.ts';

export interface StudioOptions {
  /** Absolute; created when missing. */
  dataDirectory: string;
  env: NodeJS.ProcessEnv;
  /** Where `.env.local` is looked for. Default: the working directory. */
  envDirectory?: string;
  hostKind: 'cli' | 'web' | 'electron';
  /** Default `local`, so that it starts without any key; DUOLOGUE_CONNECTION changes the default. */
  connection?: 'local' | 'remote';
  /** The user's own livekit-server. */
  livekitServer?: string;
  log: Log;
}

/**
 * The composition root: binds library, processes and run service together. Starts no process; that
 * happens with the first run. Throws what the library throws when it can't be opened, and
 * `invalid-input` for a remote connection that isn't set.
 */
export async function createStudio(options: StudioOptions): Promise<StudioApi> {
  const { log, hostKind } = options;
  const env = await withEnvFile(options.env, options.envDirectory ?? process.cwd());
  const connection = connectionOf(options, env);
  const library = openLibrary({ directory: options.dataDirectory, log, host: hostKind });
  try {
    return await compose({ ...options, env, connection, library });
  } catch (thrown) {
    library.close();
    throw thrown;
  }
}

type Composition = Omit<StudioOptions, 'connection'> & {
  connection: { kind: 'local' | 'remote'; url?: string };
  library: Library;
};

async function compose(options: Composition): Promise<StudioApi> {
  const { log, env, library, connection } = options;
  const recordings = recordingsOf(library.directory);
  for (const notice of library.notices) log.warn({ notice }, 'library notice');
  if (!library.readOnly) {
    seedSamples(library, loadSamples(join(packageRoot(), 'resources')));
    await recoverUnfinished(library, recordings, log);
    library.backUpWhenDue().catch((error: unknown) => log.warn({ err: error }, 'no backup made'));
  }
  const engine = new Engine({
    connection: connection.kind,
    env,
    serverBinary: options.livekitServer,
    owner: ownerOf(library.directory),
    keys: providerKeys(env),
    log,
  });
  const listeners = new StudioListeners(log);
  const runs = new RunService({
    engine,
    recordings,
    library: runLibraryOf(library),
    clock: systemClock,
    log,
    push: listeners.push,
    instructions: (config, side) => compileInstructions({ ...config, side }),
  });
  const appVersion = versionOf(packageRoot());
  return new Studio({ library, engine, runs, listeners, env, connection, appVersion, log });
}

function connectionOf(options: StudioOptions, env: NodeJS.ProcessEnv): Composition['connection'] {
  const wanted = options.connection ?? (env['DUOLOGUE_CONNECTION'] || 'local');
  if (wanted === 'remote') return { kind: 'remote', url: connectionFrom(env).url };
  if (wanted === 'local') return { kind: 'local' };
  throw new StudioError({
    code: 'invalid-input',
    message: `DUOLOGUE_CONNECTION is "${wanted}".`,
    remedy: 'Set it to "local" or "remote", or leave it out.',
  });
}

/** Stays the same for a data directory, so that a later start knows rooms left by an earlier one. */
function ownerOf(directory: string): string {
  const place = `${hostname()}:${resolve(directory)}`;
  return createHash('sha256').update(place).digest('hex').slice(0, 16);
}

function versionOf(root: string): string {
  const parsed: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const hasVersion = typeof parsed === 'object' && parsed !== null && 'version' in parsed;
  return hasVersion ? String(parsed.version) : 'unknown';
}
