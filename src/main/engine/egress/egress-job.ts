import type { EgressInfo } from 'livekit-server-sdk';
import type { Egress } from '../../../contract/egress.ts';
import type { ErrorData } from '../../../contract/errors.ts';
import type { Clock } from '../../conversations/clock-port.ts';
import type { EgressCalls } from '../../livekit/egress/client.ts';
import { ENDED_BEFORE, LOST, NOT_YET } from '../../livekit/egress/endings.ts';
import { isDeaf, requestFailure, type About } from '../../livekit/egress/failure.ts';
import type { EgressKeys, EgressOrder } from '../../livekit/egress/order.ts';
import { askedFor, egressOf, failedWith, isOver } from '../../livekit/egress/status.ts';
import { egressProblem } from '../../livekit/egress/validate.ts';

/** How long LiveKit may take from the end of the conversation until the file is stored. */
const FOLLOW_MS = 10 * 60_000;
/** Between two looks: soon at first, later seldom. */
const PAUSES_MS = [500, 1000, 2000, 4000, 8000, 15_000];
/** A LiveKit that doesn't know an egress in so many looks on end has lost it. */
const MOST_MISSES = 3;

export interface EgressJobOptions {
  calls: EgressCalls;
  storage: Egress['storage'];
  /** For taking them out of what LiveKit says. */
  keys: EgressKeys;
  clock: Clock;
  /** Writes down what is known now, and shows it. False: there is nobody to write it for any more. */
  store: (egress: Egress) => boolean;
  /** Tells the user of a failure; called once at most. */
  notice: (error: ErrorData) => void;
}

/** The egress of one conversation: asked for, stopped, followed until its file is stored. Never rejects. */
export class EgressJob {
  readonly #options: EgressJobOptions;
  readonly #about: About;
  #egress: Egress;
  #stopping: Promise<void> | undefined;
  #stopAskedAt: number | undefined;
  #abandoned = false;
  #wake: () => void = () => undefined;

  /** @param known what an earlier start of Duologue knew of it */
  constructor(options: EgressJobOptions, known?: Egress) {
    const { calls, keys, storage } = options;
    this.#options = options;
    this.#about = { connection: calls.connection, keys, storage };
    this.#egress = known ?? askedFor(storage);
  }

  /** Resolves when nothing more comes of it. */
  async run(order: EgressOrder): Promise<void> {
    this.#store(this.#egress);
    if (await this.#start(order)) await this.#follow();
  }

  /** Takes up one that an earlier Duologue left open: it is stopped, and followed to its end. */
  async resume(): Promise<void> {
    void this.stop();
    await this.#follow();
  }

  /** Asks LiveKit to end it; resolves when it has answered. What isn't running yet ends when it is. */
  stop(): Promise<void> {
    this.#stopAskedAt ??= this.#options.clock.monotonicMs();
    this.#stopping ??= this.#stopNow();
    return this.#stopping ?? Promise.resolve();
  }

  /** It is at its end but for LiveKit's last word: worth a moment's patience when Duologue closes. */
  get isEnding(): boolean {
    return this.#egress.id !== null && this.#isStopAsked() && !isOver(this.#egress);
  }

  #isStopAsked(): boolean {
    return this.#stopAskedAt !== undefined;
  }

  #isDone(): boolean {
    return this.#abandoned || isOver(this.#egress);
  }

  /** Nothing is asked or written any more; the next start of Duologue goes on. */
  abandon(): void {
    this.#abandoned = true;
    this.#wake();
  }

  /** False: nothing is to be followed. */
  async #start(order: EgressOrder): Promise<boolean> {
    const { calls } = this.#options;
    const problem = egressProblem(order.target, order.keys, calls.connection.url);
    if (problem) return this.#fail(problem);
    try {
      await calls.look(order.room).catch(unlessDeaf);
      if (this.#isStopAsked()) return this.#fail(ENDED_BEFORE);
      const { info, request } = await calls.start(order);
      this.#store(egressOf(info, { ...this.#egress, request }, this.#about));
      if (this.#isStopAsked()) this.#stopping = this.#stopNow();
      return !isOver(this.#egress);
    } catch (thrown) {
      return this.#fail(requestFailure(thrown, this.#about));
    }
  }

  #stopNow(): Promise<void> | undefined {
    const { id } = this.#egress;
    if (id === null || isOver(this.#egress)) return undefined;
    const { calls } = this.#options;
    const stopped = calls.stop(id).then(
      (info) => this.#hear(info),
      () => undefined, // refused where it is over already: following it tells
    );
    return stopped.finally(() => this.#wake());
  }

  async #follow(): Promise<void> {
    let misses = 0;
    for (let look = 0; !this.#isDone(); look += 1) {
      const wasStopping = this.#isStopAsked();
      await this.#pause(look);
      // From the end of the conversation on the looks are near each other again.
      if (!wasStopping && this.#isStopAsked()) look = 0;
      if (this.#isDone()) return;
      const found = await this.#look();
      misses = found === 'unknown' ? misses + 1 : 0;
      if (misses >= MOST_MISSES) return void this.#fail(LOST);
      if (this.#isLate()) return this.#giveUp();
    }
  }

  async #look(): Promise<'known' | 'unknown' | 'silent'> {
    const { calls } = this.#options;
    try {
      const info = await calls.get(this.#egress.id ?? '');
      if (!info) return 'unknown';
      this.#hear(info);
      return 'known';
    } catch {
      return 'silent'; // the network may come back; FOLLOW_MS bounds it
    }
  }

  /** What is over stays over: answers may pass each other. */
  #hear(info: EgressInfo): void {
    if (!isOver(this.#egress)) this.#store(egressOf(info, this.#egress, this.#about));
  }

  #pause(look: number): Promise<void> {
    const ms = PAUSES_MS[Math.min(look, PAUSES_MS.length - 1)] ?? 0;
    return new Promise((resolve) => {
      const cancel = this.#options.clock.after(ms, resolve);
      this.#wake = () => {
        cancel();
        resolve();
      };
      if (this.#abandoned) this.#wake();
    });
  }

  #isLate(): boolean {
    const now = this.#options.clock.monotonicMs();
    return this.#stopAskedAt !== undefined && now - this.#stopAskedAt > FOLLOW_MS;
  }

  /** It stays open, with a word about it: the next start asks once more. */
  #giveUp(): void {
    if (!isOver(this.#egress)) this.#store({ ...this.#egress, error: NOT_YET });
  }

  #fail(error: ErrorData): false {
    this.#store(failedWith(this.#egress, error, this.#options.clock.now().toISOString()));
    return false;
  }

  #store(egress: Egress): void {
    const isNew = JSON.stringify(egress) !== JSON.stringify(this.#egress) || egress.id === null;
    const wasOver = isOver(this.#egress);
    this.#egress = egress;
    if (this.#abandoned || !isNew) return;
    if (!this.#options.store(egress)) return this.abandon();
    if (!wasOver && isOver(egress) && egress.error) this.#options.notice(egress.error);
  }
}

/** Only a LiveKit that says that it can't is believed; a look that fails otherwise proves nothing. */
function unlessDeaf(thrown: unknown): void {
  if (isDeaf(thrown)) throw thrown;
}
