import type { Conversation } from '../../contract/conversation.ts';
import { toErrorData } from '../../contract/errors.ts';
import type { PerSide } from '../../contract/side.ts';
import { ourSides } from './external.ts';
import type { LivekitPort } from './ports.ts';
import { finish } from './run-finish.ts';
import { prepare, type PrepareOptions } from './run-prepare.ts';
import { RunCore, RunStopped, type CoreOptions } from './run-core.ts';
import { knownIdentities } from './side-job.ts';
import { faultStop, type Stop } from './stop.ts';

export type RunOptions = CoreOptions & PrepareOptions;

/** One run of a conversation, from its stored row to its stored end. */
export class Run {
  readonly #core: RunCore;
  readonly #options: RunOptions;
  readonly #ended: Promise<Conversation>;

  /** Begins at once; the conversation's row is there already. */
  constructor(options: RunOptions) {
    this.#options = options;
    this.#core = new RunCore(options);
    this.#ended = this.#play();
  }

  /** Resolves with the stored conversation when all is over; never rejects. */
  get ended(): Promise<Conversation> {
    return this.#ended;
  }

  /** Ends the run now. `hurry`: with short deadlines, because the host is closing. */
  stop(options: { hurry?: boolean; message?: string } = {}): void {
    if (options.hurry) this.#core.deadlines.hurry();
    this.#core.apply({
      kind: 'stop-asked',
      message: options.message ?? 'Stopped by the user.',
      atMs: this.#core.clock.monotonicMs(),
    });
  }

  /**
   * Asks both sides to say goodbye; before the first word there is nothing to finish, and the run is
   * stopped. Only the first call counts.
   */
  letFinish(): void {
    const core = this.#core;
    const atMs = core.clock.monotonicMs();
    if (core.state.finishAsked || this.isStopping) return;
    if (core.state.announcedTurns === 0)
      return this.stop({ message: 'Stopped before a word was said.' });
    for (const side of ourSides(core.conversation.config)) {
      core.stand.workers?.[side].wrapUp(core.id);
    }
    core.apply({ kind: 'finish-asked', atMs });
  }

  get isStopping(): boolean {
    return this.#core.isStopping;
  }

  /** Where the conversation can be listened to; undefined while there is no room yet, and at its end. */
  get place(): { livekit: LivekitPort; room: string; identities: PerSide<string> } | undefined {
    const { livekit, room, roomIsOpen } = this.#core.stand;
    const { a, b } = knownIdentities(this.#core);
    if (!livekit || !room || !roomIsOpen || b === null || this.isStopping) return undefined;
    return { livekit, room, identities: { a, b } };
  }

  async #play(): Promise<Conversation> {
    const core = this.#core;
    // The caller learns the id before the first event about it.
    await new Promise<void>((resolve) => void core.clock.after(0, resolve));
    core.log.info({ conversationId: core.id }, 'run started');
    const stop = await this.#untilStop();
    core.log.info({ conversationId: core.id, reason: stop.reason }, 'run ends');
    const conversation = await finish(core, this.#options.recordings, stop);
    core.log.info({ conversationId: core.id, status: conversation.status }, 'run ended');
    core.push({
      kind: 'ended',
      conversationId: core.id,
      status: conversation.status,
      endReason: stop.reason,
      message: stop.message,
    });
    core.dispose();
    return conversation;
  }

  async #untilStop(): Promise<Stop> {
    const core = this.#core;
    try {
      await prepare(core, this.#options);
      core.keep(() => core.library.setStatus(core.id, 'running'));
      core.push({ kind: 'status', conversationId: core.id, status: 'running' });
      return await core.stopped;
    } catch (thrown) {
      return thrown instanceof RunStopped ? thrown.stop : faultStop(toErrorData(thrown));
    }
  }
}
