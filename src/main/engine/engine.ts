import { randomBytes } from 'node:crypto';
import type { EnginePort, OnProgress } from '../conversations/ports.ts';
import type { Log } from '../log.ts';
import { LivekitPart } from './livekit-part.ts';
import { RecorderPart } from './recorder-part.ts';
import { RehearsalPart } from './rehearsal-part.ts';
import { WorkersPart } from './workers-part.ts';

export interface EngineOptions {
  connection: 'local' | 'remote';
  env: NodeJS.ProcessEnv;
  serverBinary: string | undefined;
  /** The same for every start with this data directory. */
  owner: string;
  /** Keys by provider. */
  keys: Record<string, string>;
  log: Log;
}

/** All parts of the engine: each is started when first needed and stays warm until `close`. */
export class Engine implements EnginePort {
  readonly #livekit: LivekitPart;
  readonly #workers: WorkersPart;
  readonly #recorder: RecorderPart;
  readonly #rehearsal: RehearsalPart;

  constructor(options: EngineOptions) {
    const { connection, env, serverBinary, owner, keys, log } = options;
    const instanceId = randomBytes(6).toString('hex');
    this.#livekit = new LivekitPart({ kind: connection, env, serverBinary, owner, log });
    this.#workers = new WorkersPart({ livekit: this.#livekit, instanceId, keys, log });
    this.#recorder = new RecorderPart(log);
    this.#rehearsal = new RehearsalPart(log);
  }

  livekit(onProgress: OnProgress) {
    return this.#livekit.up(onProgress);
  }

  workers(onProgress: OnProgress) {
    return this.#workers.up(onProgress);
  }

  recorder() {
    return this.#recorder.up();
  }

  rehearsal() {
    return this.#rehearsal.up();
  }

  /** Ends all processes, LiveKit last. What fails to end is killed by its host's deadline. */
  async close(): Promise<void> {
    await Promise.allSettled([
      this.#workers.close(),
      this.#recorder.close(),
      this.#rehearsal.close(),
    ]);
    await this.#livekit.close();
  }
}
