import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StudioEvent } from '../../../src/contract/studio-events.ts';
import { RunService } from '../../../src/main/conversations/run-service.ts';
import { StudioListeners } from '../../../src/main/engine/listeners.ts';
import { runLibraryOf } from '../../../src/main/engine/run-library.ts';
import { Studio } from '../../../src/main/engine/studio-calls.ts';
import { openLibrary, type Library } from '../../../src/main/library/index.ts';
import { FakeEngine, FakeRecordings, silentLog } from '../conversations/fakes.ts';
import { persona, scenario } from '../conversations/samples.ts';

/** A studio with a real library in a directory of its own, and an engine of fakes. */
export class Arrangement {
  readonly directory: string;
  readonly engine = new FakeEngine();
  readonly recordings = new FakeRecordings();
  readonly events: StudioEvent[] = [];
  readonly library: Library;
  readonly studio: Studio;
  closes = 0;

  static async make(): Promise<Arrangement> {
    return new Arrangement(await mkdtemp(join(tmpdir(), 'duologue-studio-')));
  }

  constructor(directory: string) {
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
      library: runLibraryOf(library),
      clock: engine.clock,
      log: silentLog,
      push: listeners.push,
      instructions: () => 'instructions',
    });
    this.studio = new Studio({
      library,
      runs,
      listeners,
      engine: Object.assign(engine, { close: async () => void (this.closes += 1) }),
      env: {},
      connection: { kind: 'local' },
      appVersion: '1.2.3',
      log: silentLog,
    });
  }

  async remove(): Promise<void> {
    this.library.close();
    await rm(this.directory, { recursive: true });
  }
}
