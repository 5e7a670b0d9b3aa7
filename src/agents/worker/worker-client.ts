import { JobStatus, JobType, ServerMessage, WorkerMessage, WorkerStatus } from '@livekit/protocol';
import type { Job } from '@livekit/protocol';
import { AccessToken } from 'livekit-server-sdk';
import { WebSocket } from 'ws';
import { StudioError, toErrorData, type ErrorData } from '../../contract/errors.ts';
import { connectionFault, unauthorized } from './connection-fault.ts';

/** The framework's worker version string; the server only shows it. */
const VERSION = 'duologue';
/** How often the server learns that this worker lives and how much it does, ms. */
const STATUS_EVERY_MS = 2500;
const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 5000;
/** The server gives no job to a worker whose load is 0.7 or more. */
const FULL_LOAD = 1;

type Outbound = NonNullable<ConstructorParameters<typeof WorkerMessage>[0]>['message'];

export interface Invitation {
  jobId: string;
  /** Dispatch metadata. */
  metadata: string;
}

export interface Assignment {
  jobId: string;
  metadata: string;
  token: string;
  url: string;
}

export interface WorkerClientOptions {
  /** ws:// or wss:// */
  url: string;
  apiKey: string;
  apiSecret: string;
  agentName: string;
  /** Jobs beyond this many are refused. */
  capacity: number;
  jobCount(): number;
  /** The identity under which to join, or undefined to refuse. */
  onInvitation(invitation: Invitation): { identity: string; name: string } | undefined;
  onAssignment(assignment: Assignment): void;
  onTermination(jobId: string): void;
  onRegistered(workerId: string): void;
  /** Lost, or not to be had. The client goes on trying unless `final`. */
  onUnregistered(error: ErrorData, final: boolean): void;
}

/**
 * A client of LiveKit's worker protocol (protobuf over a WebSocket at `/agent`; livekit/protocol,
 * livekit_agent.proto). Unlike the framework's AgentServer it starts no process for a job.
 */
export class WorkerClient {
  private readonly options: WorkerClientOptions;
  private socket: WebSocket | undefined;
  private status: NodeJS.Timeout | undefined;
  private retry: NodeJS.Timeout | undefined;
  private retryMs = FIRST_RETRY_MS;
  private closed = false;

  constructor(options: WorkerClientOptions) {
    this.options = options;
  }

  async connect(): Promise<void> {
    const { url, apiKey, apiSecret } = this.options;
    const token = new AccessToken(apiKey, apiSecret, { ttl: '1h' });
    token.addGrant({ agent: true });
    const socket = new WebSocket(new URL('/agent', url), {
      headers: { Authorization: `Bearer ${await token.toJwt()}` },
      handshakeTimeout: 5000,
    });
    this.socket = socket;
    let refusal: ErrorData | undefined;
    socket.on('unexpected-response', (_request, response) => {
      if (response.statusCode === 401 || response.statusCode === 403) refusal = unauthorized(url);
      socket.terminate();
    });
    socket.on('error', (error) => (refusal ??= connectionFault(url, error)));
    socket.on('open', () => this.register());
    socket.on('message', (data: Buffer) => this.receive(data));
    socket.on('close', () => this.lost(refusal ?? connectionFault(url)));
  }

  /** Tells the server how a job stands. */
  reportJob(jobId: string, status: 'running' | 'success' | 'failed', error = ''): void {
    const codes = {
      running: JobStatus.JS_RUNNING,
      success: JobStatus.JS_SUCCESS,
      failed: JobStatus.JS_FAILED,
    };
    this.send({ case: 'updateJob', value: { jobId, status: codes[status], error } });
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.retry);
    clearInterval(this.status);
    this.socket?.close();
  }

  private register(): void {
    this.send({
      case: 'register',
      value: {
        type: JobType.JT_ROOM,
        agentName: this.options.agentName,
        version: VERSION,
        allowedPermissions: {
          canPublish: true,
          canSubscribe: true,
          canPublishData: true,
          canUpdateMetadata: true,
        },
      },
    });
  }

  private receive(data: Buffer): void {
    const { message } = ServerMessage.fromBinary(data);
    switch (message.case) {
      case 'register':
        this.retryMs = FIRST_RETRY_MS;
        this.status = setInterval(() => this.sendStatus(), STATUS_EVERY_MS);
        this.sendStatus();
        return this.options.onRegistered(message.value.workerId);
      case 'availability':
        return this.answer(message.value.job);
      case 'assignment':
        return this.assign(message.value.job, message.value.token, message.value.url);
      case 'termination':
        return this.options.onTermination(message.value.jobId);
      default: // pongs, and what newer servers may add
    }
  }

  private answer(job: Job | undefined): void {
    if (!job) return;
    const full = this.options.jobCount() >= this.options.capacity;
    const seat = full
      ? undefined
      : this.options.onInvitation({ jobId: job.id, metadata: job.metadata });
    this.send({
      case: 'availability',
      value: {
        jobId: job.id,
        available: seat !== undefined,
        participantIdentity: seat?.identity ?? '',
        participantName: seat?.name ?? '',
      },
    });
  }

  private assign(job: Job | undefined, token: string, url: string | undefined): void {
    if (!job) return;
    this.options.onAssignment({
      jobId: job.id,
      metadata: job.metadata,
      token,
      url: url || this.options.url,
    });
  }

  private sendStatus(): void {
    const { capacity } = this.options;
    const jobCount = this.options.jobCount();
    const full = jobCount >= capacity;
    this.send({
      case: 'updateWorker',
      value: {
        load: full ? FULL_LOAD : (0.6 * jobCount) / capacity,
        status: full ? WorkerStatus.WS_FULL : WorkerStatus.WS_AVAILABLE,
        jobCount,
      },
    });
  }

  private send(message: Outbound): void {
    if (this.socket?.readyState !== WebSocket.OPEN) return;
    this.socket.send(new WorkerMessage({ message }).toBinary());
  }

  private lost(error: ErrorData): void {
    clearInterval(this.status);
    if (this.closed) return;
    const final = error.code === 'livekit-unauthorized';
    this.options.onUnregistered(error, final);
    if (final) return;
    this.retry = setTimeout(() => {
      this.connect().catch((reason: unknown) => this.lost(toErrorData(reason)));
    }, this.retryMs);
    this.retryMs = Math.min(this.retryMs * 2, LONGEST_RETRY_MS);
  }
}

/** Parses a URL early, so that a wrong one is told at once. */
export function assertLiveKitUrl(url: string): void {
  if (/^wss?:\/\//.test(url) && URL.canParse(url)) return;
  throw new StudioError({
    code: 'invalid-input',
    message: `"${url}" is not a LiveKit URL.`,
    remedy: 'Give a URL that begins with ws:// or wss://.',
  });
}
