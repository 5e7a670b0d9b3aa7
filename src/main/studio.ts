import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StudioError } from '../contract/errors.ts';
import type { StudioApi } from '../contract/studio-api.ts';
import { systemClock } from './conversations/clock-port.ts';
import { compileInstructions } from './conversations/prompt.ts';
import { RunService } from './conversations/run-service.ts';
import { EgressPart } from './engine/egress/egress-part.ts';
import { Engine } from './engine/engine.ts';
import { exportShelfOf } from './engine/export-shelf.ts';
import { StudioListeners } from './engine/listeners.ts';
import { ProvidersPart } from './engine/providers-part.ts';
import { recordingsFolder, recordingsOf } from './engine/recordings.ts';
import { recoverUnfinished } from './engine/recover.ts';
import { runLibraryOf } from './engine/run-library.ts';
import { studioOf } from './engine/studio.ts';
import { purgeTrash } from './engine/trash.ts';
import { packageRoot } from './entries.ts';
import { downloadsFolder } from './exports/downloads.ts';
import { Exports } from './exports/exports.ts';
import { Imports } from './imports/imports.ts';
import { Uploads } from './imports/uploads.ts';
import { loadSamples, openLibrary, seedSamples, type Library } from './library/index.ts';
import type { Log } from './log.ts';
import { effectivePrices } from './pricing/table.ts';
import { explicitProvider, explicitWord } from './settings/effective.ts';
import { readEnvironment } from './settings/environment.ts';
import { ownerId } from './settings/owner-id.ts';
import { sessionSecrets, type SecretStore } from './settings/secret-store.ts';
import { SettingsService } from './settings/settings-service.ts';

export interface StudioOptions {
  /** Absolute; created when missing. */
  dataDirectory: string;
  env: NodeJS.ProcessEnv;
  /** Where `.env.local` is looked for. Default: the working directory. */
  envDirectory?: string;
  hostKind: 'cli' | 'web' | 'electron';
  /**
   * What this very process was told, whatever the settings say: `local`, `remote`, or a connection by its id or
   * name; see `explicitWord`.
   */
  connection?: string;
  /** It is opened for a run: a connection that can't be used is refused at once. */
  mustConnect?: boolean;
  /** Where the user's keys lie. Default: in memory, until it ends. */
  secrets?: SecretStore;
  /** The user's folder for downloads, absolute. Default: what the system says. */
  downloads?: string;
  /** The user's own livekit-server. */
  livekitServer?: string;
  log: Log;
}

/**
 * The composition root: binds library, processes and run service together. Starts no process; that
 * happens with the first run. Throws what the library throws when it can't be opened, and
 * `invalid-input` for a connection that was asked for by option, or for a run, and isn't wholly set.
 */
export async function createStudio(options: StudioOptions): Promise<StudioApi> {
  const { log, hostKind, dataDirectory } = options;
  const directoryOfEnv = options.envDirectory ?? process.cwd();
  const { env, fromFile, notices } = await readEnvironment(options.env, directoryOfEnv);
  const explicit = explicitWord({ hostKind, option: options.connection, env });
  const provider = explicitProvider({ hostKind, env });
  const library = openLibrary({ directory: dataDirectory, log, host: hostKind });
  try {
    // Only whoever holds the library may touch the files beside it.
    const secrets = options.secrets ?? sessionSecrets();
    const directory = library.directory;
    const settings = new SettingsService({
      ...{ directory, env, fromFile, secrets, notices },
      ...{ explicitConnection: explicit, explicitProvider: provider },
    });
    if (!library.readOnly) await settings.carryOver();
    // What looks at the library or mends the settings has to open, whatever the environment says.
    if (options.connection?.trim() || options.mustConnect) settings.connections.target();
    return await compose({ ...options, env, settings, library });
  } catch (thrown) {
    library.close();
    throw thrown;
  }
}

type Composition = Omit<StudioOptions, 'connection'> & {
  settings: SettingsService;
  library: Library;
};

async function compose(options: Composition): Promise<StudioApi> {
  const { log, library, settings } = options;
  const recordings = recordingsOf(library.directory, () => engine.aligner(), log);
  const listeners = new StudioListeners(log);
  for (const notice of library.notices) log.warn({ notice }, 'library notice');
  for (const notice of settings.notices) log.warn({ notice }, 'settings notice');
  if (!library.readOnly) {
    seedSamples(library, loadSamples(join(packageRoot(), 'resources')));
    await recoverUnfinished(library, recordings, log);
    const { trashDays } = settings.settings;
    // While the settings could not be read, it isn't known how long the user wants to keep things.
    if (settings.notices.length === 0)
      void purgeTrash(library, { trashDays, now: new Date(), log });
    library.backUpWhenDue().catch((error: unknown) => log.warn({ err: error }, 'no backup made'));
  }
  const embedded = embeddedOf(options);
  const target = () => settings.connections.target();
  const engine = new Engine({
    ...embedded,
    target,
    keys: () => settings.sources().keys,
    recordings: recordingsFolder(library.directory),
  });
  const egress = egressOf(options, engine, listeners);
  if (!library.readOnly) void egress.takeUp();
  const providers = new ProvidersPart(settings);
  const runs = new RunService({
    engine,
    providers,
    recordings,
    egress,
    library: runLibraryOf(library, listeners.push),
    clock: systemClock,
    log,
    push: listeners.push,
    prices: () => effectivePrices(settings.settings),
    instructions: (config, side) => compileInstructions({ ...config, side }),
  });
  settings.guardConnection(() => refuseWhileRunning(runs));
  const appVersion = versionOf(packageRoot());
  const exports = exportsOf(options, { runs, listeners, appVersion });
  const uploads = new Uploads({ directory: library.directory, clock: systemClock });
  const imports = new Imports({ library, uploads, push: listeners.push, log });
  if (!library.readOnly) await imports.clear();
  const { env } = options;
  return studioOf({
    ...{
      library,
      engine,
      runs,
      providers,
      listeners,
      settings,
      exports,
      imports,
      uploads,
      egress,
      embedded,
      env,
      appVersion,
      log,
    },
  });
}

/** LiveKit's egress over the connection that runs use. */
function egressOf(
  { library, settings, log }: Composition,
  engine: Engine,
  { push }: StudioListeners,
): EgressPart {
  return new EgressPart({
    sources: () => settings.egress(),
    connection: () => engine.connection,
    bringUp: () => engine.livekit(() => undefined),
    target: () => settings.connections.target(),
    ...{ library, push, clock: systemClock, log },
  });
}

/** How an embedded server is found and started. */
function embeddedOf({ env, livekitServer, library, log }: Composition) {
  return { env, serverBinary: livekitServer, owner: ownerId(library.directory), log };
}

function exportsOf(
  { library, env, downloads, log }: Composition,
  parts: { runs: RunService; listeners: StudioListeners; appVersion: string },
): Exports {
  const { runs, listeners, appVersion } = parts;
  return new Exports({
    shelf: exportShelfOf(library, (id) => runs.isRunning(id)),
    downloads: () => downloads ?? downloadsFolder(env),
    push: listeners.push,
    appVersion,
    log,
  });
}

function refuseWhileRunning(runs: RunService): void {
  if (runs.count === 0) return;
  throw new StudioError({
    code: 'conflict',
    message: 'The connection can’t be changed while a conversation runs.',
    remedy: 'Wait until it has ended, or stop it.',
  });
}

function versionOf(root: string): string {
  const parsed: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const hasVersion = typeof parsed === 'object' && parsed !== null && 'version' in parsed;
  return hasVersion ? String(parsed.version) : 'unknown';
}
