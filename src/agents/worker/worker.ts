import { toErrorData, type ErrorData } from '../../contract/errors.ts';
import type { FromWorker, ToWorker } from '../../contract/worker-messages.ts';
import { enterRoom } from './enter-room.ts';
import { serveHealth } from './health.ts';
import { Jobs, parseJob, type Door } from './jobs.ts';
import { Secrets } from './secrets.ts';
import { stemOf } from './stem-of.ts';
import { assertLiveKitUrl, WorkerClient, type Invitation } from './worker-client.ts';

type Init = Extract<ToWorker, { kind: 'init' }>;

/** Conversations that one worker takes at once; past this the event loop would be late for speech. */
const CAPACITY = 12;

/** One agent worker: it registers under its name and plays its side of every conversation. */
export class Worker {
  /** Everything that is logged or told goes past these. */
  readonly secrets = new Secrets();
  private readonly send: (message: FromWorker) => void;
  private readonly warn: (error: Error) => void;
  private client: WorkerClient | undefined;
  private jobs: Jobs | undefined;
  private keys: Init['keys'] = {};
  private recordings: Init['recordings'];
  private agentName = '';
  private url = '';
  private registered = false;

  /** @param warn told of what is missing afterwards, and matters to nobody in the call */
  constructor(send: (message: FromWorker) => void, warn: (error: Error) => void = () => {}) {
    this.warn = warn;
    this.send = (message) =>
      send('error' in message ? this.secrets.removeFromData(message) : message);
  }

  /** Opens the health endpoint. @returns its port */
  async listen(): Promise<number> {
    const { port } = await serveHealth(() => ({
      agentName: this.agentName,
      registered: this.registered,
      jobs: this.jobs?.count ?? 0,
    }));
    return port;
  }

  async handle(message: Exclude<ToWorker, { kind: 'shutdown' }>): Promise<void> {
    switch (message.kind) {
      case 'init':
        return this.init(message);
      case 'begin':
        return this.jobs?.begin(message.conversationId);
      case 'hush':
        return this.jobs?.hush(message.conversationId);
      case 'join':
        return this.jobs?.join(message.job, this.seatIn(message.token));
      case 'peer':
        return this.jobs?.meet(message.conversationId, message.identity);
      case 'keys':
        return this.takeKeys(message.keys);
      case 'wrap-up':
        return this.jobs?.wrapUp(message.conversationId);
      case 'leave':
        return this.jobs?.leave(message.conversationId);
    }
  }

  /** Ends all conversations in order. */
  async close(): Promise<void> {
    await this.jobs?.leaveAll();
    this.client?.close();
  }

  /** An error that nobody caught. @returns whether it was laid to one conversation */
  contain(error: unknown): boolean {
    return this.jobs?.contain(error) ?? false;
  }

  /** Of the one run that it was made for: it must not be repeated in what is told. */
  private seatIn(token: string): Door {
    this.secrets.add([token]);
    return { url: this.url, token };
  }

  private async init({ livekit, agentName, keys, recordings }: Init): Promise<void> {
    this.secrets.add([livekit.apiSecret]);
    this.recordings = recordings;
    this.takeKeys(keys);
    this.client?.close();
    this.agentName = agentName;
    this.url = livekit.url;
    this.jobs ??= this.makeJobs();
    try {
      assertLiveKitUrl(livekit.url);
      this.client = this.makeClient(livekit, this.jobs);
      await this.client.connect();
    } catch (error) {
      this.onUnregistered(toErrorData(error), true);
    }
  }

  /** For jobs that begin from now on. The old ones stay secret. */
  private takeKeys(keys: Init['keys']): void {
    this.secrets.add(Object.values(keys));
    this.keys = keys;
  }

  private makeJobs(): Jobs {
    return new Jobs({
      capacity: CAPACITY,
      enter: (door, job, ports) => {
        const stem = stemOf(job, this.recordings, this.warn);
        return enterRoom({ door, job, keys: this.keys, stem, ...ports });
      },
      emit: this.send,
      onStarted: (jobId) => this.client?.reportJob(jobId, 'running'),
      onEnded: (jobId, error) => {
        const reason = this.secrets.removeFrom(error?.message ?? '');
        this.client?.reportJob(jobId, error ? 'failed' : 'success', reason);
      },
    });
  }

  private makeClient(livekit: Init['livekit'], jobs: Jobs): WorkerClient {
    return new WorkerClient({
      ...livekit,
      agentName: this.agentName,
      capacity: CAPACITY,
      jobCount: () => jobs.count,
      onInvitation: (invitation) => seatFor(invitation, jobs),
      onAssignment: (assignment) => jobs.start(assignment),
      onTermination: (jobId) => jobs.terminate(jobId),
      onRegistered: (workerId) => this.onRegistered(workerId),
      onUnregistered: (error, final) => this.onUnregistered(error, final),
    });
  }

  private onRegistered(workerId: string): void {
    this.registered = true;
    this.send({ kind: 'registered', workerId });
  }

  private onUnregistered(error: ErrorData, final: boolean): void {
    this.registered = false;
    this.send({ kind: 'unregistered', error, final });
  }
}

/**
 * Where to sit in the room; undefined for a dispatch that is not one of ours, or for one more dispatch
 * of a conversation that is played here already.
 */
function seatFor(
  { metadata }: Invitation,
  jobs: Jobs,
): { identity: string; name: string } | undefined {
  try {
    const { conversationId, identity, name } = parseJob(metadata);
    return jobs.has(conversationId) ? undefined : { identity, name };
  } catch {
    return undefined;
  }
}
