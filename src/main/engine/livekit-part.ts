import type { LivekitPort, OnProgress, Ready } from '../conversations/ports.ts';
import { toErrorData } from '../../contract/errors.ts';
import type { Connection } from '../livekit/connection.ts';
import { monitorToken, personaToken, recorderToken } from '../livekit/tokens.ts';
import { openLivekit, type LivekitLink, type LivekitLinkOptions } from './livekit-link.ts';
import { SharedPart } from './shared-part.ts';
import type { Report } from './system-board.ts';

/** LiveKit, opened when first needed and shared by all runs. */
export class LivekitPart {
  readonly #shared: SharedPart<LivekitLink>;
  readonly #report: Report;

  constructor(options: LivekitLinkOptions, report: Report) {
    this.#report = report;
    this.#shared = new SharedPart((show, signal) => this.#open(options, show, signal));
  }

  /** A link that answers. */
  async link(onProgress: OnProgress): Promise<LivekitLink> {
    const link = await this.#shared.ensure(onProgress);
    if (!link.isDead()) {
      await link.up();
      return link;
    }
    this.#shared.forget(link);
    // One that is no longer wanted may still be running.
    await link.stop();
    return await this.#shared.ensure(onProgress);
  }

  async up(onProgress: OnProgress): Promise<Ready<LivekitPort>> {
    const link = await this.link(onProgress);
    return { port: portOf(link), note: link.note };
  }

  /** Of the link that is up. */
  get connection(): Connection | undefined {
    return this.#shared.current?.connection;
  }

  /** It was opened, but ended, or another one is wanted by now. */
  get isStale(): boolean {
    return this.#shared.current?.isDead() ?? false;
  }

  /** Ends one that is stale; the next run opens another. */
  async release(): Promise<void> {
    const link = this.#shared.current;
    // A run may have put one that is wanted in its place meanwhile.
    if (!link?.isDead()) return;
    this.#shared.forget(link);
    this.#report('idle');
    await link.stop();
  }

  async close(): Promise<void> {
    const link = await this.#shared.settle();
    await link?.stop();
    this.#report('idle');
  }

  async #open(
    options: LivekitLinkOptions,
    onProgress: OnProgress,
    signal: AbortSignal,
  ): Promise<LivekitLink> {
    const report = this.#report;
    const show: OnProgress = (note) => {
      onProgress(note);
      report('starting', note);
    };
    report('starting');
    try {
      const link = await openLivekit(options, show, signal);
      report('ready', link.note);
      link.onDown(({ message }) => this.#awaitReturn(link, message));
      return link;
    } catch (thrown) {
      report('fault', toErrorData(thrown).message);
      throw thrown;
    }
  }

  #awaitReturn(link: LivekitLink, message: string): void {
    this.#report('starting', `${message} It is started again.`);
    link.up().then(
      () => this.#report(link.isDead() ? 'idle' : 'ready', link.note),
      (error: unknown) => this.#report('fault', toErrorData(error).message),
    );
  }
}

function portOf({ connection, rooms, onDown }: LivekitLink): LivekitPort {
  return {
    url: connection.url,
    createRoom: (name, options) => rooms.create(name, options),
    removeRoom: (name) => rooms.remove(name),
    dispatch: (room, agentName, metadata) => rooms.dispatch(room, agentName, metadata),
    cancelDispatch: (room, id) => rooms.cancelDispatch(room, id),
    identities: async (room) =>
      (await rooms.participants(room))?.map((participant) => participant.identity),
    agents: (room, dispatchId) => rooms.agents(room, dispatchId),
    personaToken: (room, identity, name) => personaToken(connection, room, identity, name),
    recorderToken: (room) => recorderToken(connection, room),
    monitorToken: (room, name) => monitorToken(connection, room, name),
    onDown,
  };
}
