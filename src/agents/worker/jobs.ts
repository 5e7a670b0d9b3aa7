import { AsyncLocalStorage } from 'node:async_hooks';
import { parseInput, toErrorData, type ErrorData } from '../../contract/errors.ts';
import { sideJobSchema, type FromWorker, type SideJob } from '../../contract/worker-messages.ts';
import type { Assignment } from './worker-client.ts';

/** A side in its room, as the worker handles it; see PlayedSide. */
export interface Seat {
  join(): Promise<void>;
  /** Who the other side is, where that is known only when it has come. */
  meet(identity: string): void;
  begin(): void;
  hush(): void;
  wrapUp(): void;
  /** Says `left` when it is done. */
  leave(): Promise<void>;
}

export interface SeatPorts {
  emit(message: FromWorker): void;
  /** An error of a room listener, which nobody else would hear of. */
  onError(error: unknown): void;
}

/** The way into a room. */
export type Door = Pick<Assignment, 'url' | 'token'>;

export interface JobsOptions {
  /** Conversations beyond this many are refused. */
  capacity: number;
  /** Connects to a room. */
  enter(door: Door, job: SideJob, ports: SeatPorts): Promise<Seat>;
  emit(message: FromWorker): void;
  onStarted(jobId: string): void;
  onEnded(jobId: string, error?: ErrorData): void;
}

interface RunningJob {
  /** LiveKit's; undefined for a side that joined without a dispatch. */
  readonly jobId: string | undefined;
  readonly job: SideJob;
  /** Rejects when the room can't be entered. */
  readonly entering: Promise<Seat>;
  /** Set once it has joined. */
  seat: Seat | undefined;
  begun: boolean;
  /** Who the other side is, where that was told. */
  peer: string | undefined;
  /** Set once it is to end, joined or not. */
  ending: Promise<void> | undefined;
  failure: ErrorData | undefined;
}

/** All conversations that this worker takes part in, kept apart from each other. */
export class Jobs {
  private readonly options: JobsOptions;
  private readonly running = new Map<string, RunningJob>();
  /** Which job the code on the stack belongs to: an uncaught error ends that one only. */
  private readonly current = new AsyncLocalStorage<RunningJob>();

  constructor(options: JobsOptions) {
    this.options = options;
  }

  get count(): number {
    return this.running.size;
  }

  get isFull(): boolean {
    return this.count >= this.options.capacity;
  }

  has(conversationId: string): boolean {
    return this.running.has(conversationId);
  }

  /** Joins the room of an assignment and plays its side until `leave`. */
  start(assignment: Assignment): void {
    try {
      this.play(this.acceptable(assignment), assignment, assignment.jobId);
    } catch (error) {
      this.options.onEnded(assignment.jobId, toErrorData(error));
    }
  }

  /** Joins a room without a dispatch, which nobody could refuse, and plays the side of the job until `leave`. */
  join(job: SideJob, door: Door): void {
    if (this.has(job.conversationId)) return;
    if (!this.isFull) return this.play(job, door, undefined);
    const { conversationId, side } = job;
    const error = full(this.options.capacity);
    this.options.emit({ kind: 'fault', conversationId, side, error, fatal: true });
    this.options.emit({ kind: 'left', conversationId, side });
  }

  /** Tells a side who the other one is; one that is still joining learns it when it has joined. */
  meet(conversationId: string, identity: string): void {
    const running = this.running.get(conversationId);
    if (!running) return;
    running.peer = identity;
    this.current.run(running, () => running.seat?.meet(identity));
  }

  begin(conversationId: string): void {
    const running = this.running.get(conversationId);
    if (!running || running.begun) return;
    running.begun = true;
    this.current.run(running, () => running.seat?.begin());
  }

  hush(conversationId: string): void {
    const running = this.running.get(conversationId);
    if (running) this.current.run(running, () => running.seat?.hush());
  }

  wrapUp(conversationId: string): void {
    const running = this.running.get(conversationId);
    if (running) this.current.run(running, () => running.seat?.wrapUp());
  }

  /** Resolves when the side has left; one that is still joining leaves as soon as it can. */
  async leave(conversationId: string): Promise<void> {
    const running = this.running.get(conversationId);
    if (running) await this.end(running);
  }

  terminate(jobId: string): void {
    const running = [...this.running.values()].find((candidate) => candidate.jobId === jobId);
    if (running) void this.end(running);
  }

  async leaveAll(): Promise<void> {
    await Promise.allSettled([...this.running.keys()].map((id) => this.leave(id)));
  }

  /**
   * An error that nobody caught: the conversation that it came from ends, the others go on.
   * @returns false when it belongs to none
   */
  contain(error: unknown): boolean {
    const running = this.current.getStore();
    if (!running || !this.isRunning(running)) return false;
    this.fail(running, error);
    return true;
  }

  private acceptable({ metadata }: Assignment): SideJob {
    const job = parseJob(metadata);
    if (!this.has(job.conversationId)) return job;
    // A second participant of the same identity would throw the first one out of the room.
    throw new Error('This worker plays that conversation already.');
  }

  private play(job: SideJob, door: Door, jobId: string | undefined): void {
    const entered = Promise.withResolvers<Seat>();
    const running: RunningJob = {
      jobId,
      job,
      entering: entered.promise,
      seat: undefined,
      begun: false,
      peer: undefined,
      ending: undefined,
      failure: undefined,
    };
    const ports: SeatPorts = {
      emit: (message) => this.passOn(running, message),
      onError: (error) => this.fail(running, error),
    };
    this.running.set(job.conversationId, running);
    this.current.run(running, () => {
      entered.resolve(this.options.enter(door, job, ports));
      this.seat(running).catch((error: unknown) => this.fail(running, error));
    });
  }

  private async seat(running: RunningJob): Promise<void> {
    const seat = await running.entering;
    if (this.isEnding(running)) return;
    await seat.join();
    if (this.isEnding(running)) return;
    running.seat = seat;
    if (running.jobId !== undefined) this.options.onStarted(running.jobId);
    if (running.peer !== undefined) seat.meet(running.peer);
    if (running.begun) seat.begin();
  }

  private end(running: RunningJob): Promise<void> {
    running.ending ??= this.current.run(running, () => this.leaveSeat(running));
    return running.ending;
  }

  private async leaveSeat(running: RunningJob): Promise<void> {
    const { conversationId, side } = running.job;
    const seat = await running.entering.catch(() => undefined);
    await seat?.leave().catch(() => {}); // whatever broke: for the host it is gone
    if (this.isRunning(running)) this.passOn(running, { kind: 'left', conversationId, side });
  }

  private passOn(running: RunningJob, message: FromWorker): void {
    if (message.kind === 'fault' && message.fatal) running.failure ??= message.error;
    // What is told of an agent that is only observed does not end the job.
    if (message.kind === 'left' && message.side === running.job.side) this.forget(running);
    this.options.emit(message);
  }

  private forget(running: RunningJob): void {
    if (!this.isRunning(running)) return;
    this.running.delete(running.job.conversationId);
    if (running.jobId !== undefined) this.options.onEnded(running.jobId, running.failure);
  }

  /** What breaks in a side that is ending anyway changes nothing any more. */
  private fail(running: RunningJob, thrown: unknown): void {
    if (running.ending || running.failure || !this.isRunning(running)) return;
    const { conversationId, side } = running.job;
    const error = toErrorData(thrown);
    this.passOn(running, { kind: 'fault', conversationId, side, error, fatal: true });
    void this.end(running);
  }

  private isEnding({ ending }: RunningJob): boolean {
    return ending !== undefined;
  }

  private isRunning(running: RunningJob): boolean {
    return this.running.get(running.job.conversationId) === running;
  }
}

function full(capacity: number): ErrorData {
  return {
    code: 'conflict',
    message: `A worker takes ${capacity} conversations at once, and as many are running.`,
    remedy: 'Wait until one of them has ended, and run fewer at once.',
  };
}

export function parseJob(metadata: string): SideJob {
  return parseInput(sideJobSchema, JSON.parse(metadata), 'The dispatch metadata');
}
