import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StudioError } from '../../../src/contract/errors.ts';
import type { StudioApi } from '../../../src/contract/studio-api.ts';
import type { StudioEvent } from '../../../src/contract/studio-events.ts';
import { RunService } from '../../../src/main/conversations/run-service.ts';
import { EgressPart } from '../../../src/main/engine/egress/egress-part.ts';
import { exportShelfOf } from '../../../src/main/engine/export-shelf.ts';
import { ProvidersPart } from '../../../src/main/engine/providers-part.ts';
import { StudioListeners } from '../../../src/main/engine/listeners.ts';
import { runLibraryOf } from '../../../src/main/engine/run-library.ts';
import { studioOf } from '../../../src/main/engine/studio.ts';
import { Exports } from '../../../src/main/exports/exports.ts';
import { Imports } from '../../../src/main/imports/imports.ts';
import { Uploads } from '../../../src/main/imports/uploads.ts';
import { openLibrary, type Library } from '../../../src/main/library/index.ts';
import { sessionSecrets } from '../../../src/main/settings/secret-store.ts';
import { SettingsService } from '../../../src/main/settings/settings-service.ts';
import { FakeEngine, FakeRecordings, silentLog } from '../conversations/fakes.ts';
import { persona, scenario } from '../conversations/samples.ts';

/** A studio with a real library in a directory of its own, and an engine of fakes. */
export class Arrangement {
  readonly directory: string;
  readonly engine = new FakeEngine();
  readonly recordings = new FakeRecordings();
  readonly events: StudioEvent[] = [];
  readonly library: Library;
  readonly settings: SettingsService;
  readonly exports: Exports;
  readonly studio: StudioApi;
  closes = 0;
  /** How often the engine was told of other settings. */
  settingsChanges = 0;

  static async make(env: NodeJS.ProcessEnv = {}): Promise<Arrangement> {
    return new Arrangement(await mkdtemp(join(tmpdir(), 'duologue-studio-')), env);
  }

  constructor(directory: string, env: NodeJS.ProcessEnv) {
    this.directory = directory;
    this.library = openLibrary({ directory, log: silentLog });
    this.library.personas.save(persona('ann', 'Ann'));
    this.library.personas.save(persona('ben', 'Ben'));
    this.library.scenarios.save(scenario());
    const listeners = new StudioListeners(silentLog);
    listeners.subscribe((event) => this.events.push(event));
    const { engine, library, recordings } = this;
    const runs = new RunService({
      engine,
      recordings,
      library: runLibraryOf(library, listeners.push),
      clock: engine.clock,
      log: silentLog,
      push: listeners.push,
      instructions: () => 'instructions',
    });
    const settings = new SettingsService({ directory, env, secrets: sessionSecrets() });
    settings.guardConnection(() => {
      if (runs.count > 0) throw new StudioError({ code: 'conflict', message: 'Something runs.' });
    });
    this.settings = settings;
    this.exports = new Exports({
      shelf: exportShelfOf(library, (id) => runs.isRunning(id)),
      downloads: () => join(directory, 'downloads'),
      push: listeners.push,
      ...{ appVersion: '1.2.3', log: silentLog },
    });
    const egress = new EgressPart({
      sources: () => settings.egress(),
      connection: () => undefined,
      bringUp: () => engine.livekit(() => undefined),
      target: () => settings.connections.target(),
      ...{ library, push: listeners.push, clock: engine.clock, log: silentLog },
    });
    const uploads = new Uploads({ directory, clock: engine.clock });
    const imports = new Imports({ library, uploads, push: listeners.push, log: silentLog });
    this.studio = studioOf({
      ...{
        library,
        runs,
        providers: new ProvidersPart(settings),
        listeners,
        settings,
        exports: this.exports,
        imports,
        uploads,
        egress,
        env,
      },
      engine: Object.assign(engine, {
        handleSettings: async () => void (this.settingsChanges += 1),
        system: () => [],
        onSystem: () => () => undefined,
        close: async () => void (this.closes += 1),
      }),
      embedded: { env, serverBinary: join(directory, 'none'), owner: 'owner', log: silentLog },
      ...{ appVersion: '1.2.3', log: silentLog },
    });
  }

  async remove(): Promise<void> {
    this.library.close();
    await rm(this.directory, { recursive: true });
  }
}
