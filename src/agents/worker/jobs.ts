import { Room } from '@livekit/rtc-node';
import { AsyncLocalStorage } from 'node:async_hooks';
import { parseInput, toErrorData, type ErrorData } from '../../contract/errors.ts';
import { sideJobSchema, type FromWorker, type SideJob } from '../../contract/worker-messages.ts';
import { PlayedSide } from '../side/play-side.ts';
import type { Assignment } from './worker-client.ts';

export interface JobsOptions {
  keys: Record<string, string>;
  emit(message: FromWorker): void;
  onStarted(jobId: string): void;
  onEnded(jobId: string, error?: ErrorData): void;
}

interface RunningJob {
  jobId: string;
  job: SideJob;
  /** Undefined while it is still joining. */
  side: PlayedSide | undefined;
  begun: boolean;
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

  /** Joins the room of an assignment and plays its side until `leave`. */
  start(assignment: Assignment): void {
    const job = parseJob(assignment.metadata);
    const { jobId } = assignment;
    const running: RunningJob = { jobId, job, side: undefined, begun: false, failure: undefined };
    this.running.set(job.conversationId, running);
    this.current.run(running, () => {
      this.join(running, assignment).catch((error: unknown) =>
        this.fail(running, toErrorData(error)),
      );
    });
  }

  begin(conversationId: string): void {
    const running = this.running.get(conversationId);
    if (!running) return;
    running.begun = true;
    this.current.run(running, () => running.side?.begin());
  }

  hush(conversationId: string): void {
    this.running.get(conversationId)?.side?.hush();
  }

  async leave(conversationId: string): Promise<void> {
    const running = this.running.get(conversationId);
    await (running?.side ? running.side.leave() : undefined);
  }

  terminate(jobId: string): void {
    const running = [...this.running.values()].find((candidate) => candidate.jobId === jobId);
    void running?.side?.leave();
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
    if (!running || !this.running.has(running.job.conversationId)) return false;
    this.fail(running, toErrorData(error));
    return true;
  }

  private async join(running: RunningJob, assignment: Assignment): Promise<void> {
    const { job } = running;
    const room = new Room();
    await room.connect(assignment.url, assignment.token, { autoSubscribe: false, dynacast: false });
    const side = new PlayedSide({
      room,
      job,
      keys: this.options.keys,
      emit: (message) => this.passOn(running, message),
    });
    running.side = side;
    await side.join();
    this.options.onStarted(running.jobId);
    if (running.begun) side.begin();
  }

  private passOn(running: RunningJob, message: FromWorker): void {
    if (message.kind === 'fault' && message.fatal) running.failure = message.error;
    if (message.kind === 'left') this.forget(running);
    this.options.emit(message);
  }

  private forget(running: RunningJob): void {
    this.running.delete(running.job.conversationId);
    this.options.onEnded(running.jobId, running.failure);
  }

  private fail(running: RunningJob, error: ErrorData): void {
    const { conversationId, side } = running.job;
    if (running.failure) return;
    running.failure = error;
    this.options.emit({ kind: 'fault', conversationId, side, error, fatal: true });
    if (running.side) void running.side.leave();
    else this.passOn(running, { kind: 'left', conversationId, side });
  }
}

export function parseJob(metadata: string): SideJob {
  return parseInput(sideJobSchema, JSON.parse(metadata), 'The dispatch metadata');
}
