import { randomBytes } from 'node:crypto';
import type { Side } from '../../contract/side.ts';
import type { SystemPart } from '../../contract/studio-events.ts';
import type { EnginePort, OnProgress } from '../conversations/ports.ts';
import type { Connection, LivekitTarget } from '../livekit/connection.ts';
import type { Log } from '../log.ts';
import type { AlignSound } from '../recordings/sound-words.ts';
import { LivekitPart } from './livekit-part.ts';
import { RecorderPart } from './recorder-part.ts';
import { RehearsalPart } from './rehearsal-part.ts';
import { soundAligner } from './sound-aligner.ts';
import { SystemBoard } from './system-board.ts';
import { WorkersPart } from './workers-part.ts';

export interface EngineOptions {
  /** Which LiveKit holds now; asked before every run. Throws `invalid-input` for one not wholly set. */
  target: () => LivekitTarget;
  env: NodeJS.ProcessEnv;
  serverBinary: string | undefined;
  /** The same for every start with this data directory. */
  owner: string;
  /** Keys by provider, as they are now. */
  keys: () => Record<string, string>;
  /** Absolute: the folder of all recordings. */
  recordings: string;
  log: Log;
}

/** All parts of the engine: each is started when first needed and stays warm until `close`. */
export class Engine implements EnginePort {
  readonly #livekit: LivekitPart;
  readonly #workers: WorkersPart;
  readonly #recorder: RecorderPart;
  readonly #rehearsal: RehearsalPart;
  readonly #board = new SystemBoard();

  constructor(options: EngineOptions) {
    const { target, env, serverBinary, owner, keys, recordings, log } = options;
    const instanceId = randomBytes(6).toString('hex');
    const report = (name: SystemPart['name']) => this.#board.report(name);
    const reports = { a: report('worker-a'), b: report('worker-b') };
    const livekit = new LivekitPart({ target, env, serverBinary, owner, log }, report('livekit'));
    this.#livekit = livekit;
    this.#workers = new WorkersPart({ livekit, instanceId, keys, reports, recordings, log });
    this.#recorder = new RecorderPart(log, report('recorder'));
    this.#rehearsal = new RehearsalPart(log, report('rehearsal'));
  }

  livekit(onProgress: OnProgress) {
    return this.#livekit.up(onProgress);
  }

  /** The LiveKit that is up; undefined: none is. For the engine only: it holds keys. */
  get connection(): Connection | undefined {
    return this.#livekit.connection;
  }

  workers(onProgress: OnProgress, sides?: readonly Side[]) {
    return this.#workers.up(onProgress, sides);
  }

  recorder() {
    return this.#recorder.up();
  }

  rehearsal() {
    return this.#rehearsal.up();
  }

  /** What finds words in sound: the rehearsal's server. */
  async aligner(): Promise<AlignSound> {
    const { port } = await this.#rehearsal.up();
    return soundAligner(port.baseUrl);
  }

  /** How all parts stand. */
  system(): SystemPart[] {
    return this.#board.parts();
  }

  /** Told of every change of `system`. Returns the unsubscriber. */
  onSystem(listener: (parts: SystemPart[]) => void): () => void {
    return this.#board.onChange(listener);
  }

  /**
   * Keys or connection are others now. What starts from now on gets the new keys, what runs keeps its
   * own; parts of a LiveKit that is no longer wanted are ended, and opened anew when next needed.
   */
  async handleSettings(): Promise<void> {
    this.#workers.handleKeys();
    if (!this.#livekit.isStale) return;
    await this.#workers.release();
    await this.#livekit.release();
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
