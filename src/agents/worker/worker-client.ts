import { ServerMessage, WorkerMessage, type Job } from '@livekit/protocol';
import { AccessToken } from 'livekit-server-sdk';
import { WebSocket } from 'ws';
import { StudioError, toErrorData, type ErrorData } from '../../contract/errors.ts';
import { connectionFault, unauthorized } from './connection-fault.ts';
import {
  answer,
  jobReport,
  registration,
  workerStatus,
  type JobState,
  type Outbound,
} from './protocol.ts';

/** How often the server learns that this worker lives and how much it does, ms. */
const STATUS_EVERY_MS = 2500;
const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 5000;
/** Beats without an answer after which the connection counts as dead, although nobody closed it. */
const MOST_UNANSWERED = 3;

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
  private beating: NodeJS.Timeout | undefined;
  /** Beats since the server last answered one. */
  private unanswered = 0;
  private retry: NodeJS.Timeout | undefined;
  private retryMs = FIRST_RETRY_MS;
  private closed = false;

  constructor(options: WorkerClientOptions) {
    this.options = options;
  }

  async connect(): Promise<void> {
    const { url, apiKey, apiSecret } = this.options;
    const token = new AccessToken(apiKey, apiSecret, { ttl: '10m' });
    token.addGrant({ agent: true });
    const headers = { Authorization: `Bearer ${await token.toJwt()}` };
    if (this.closed) return;
    this.socket = new WebSocket(new URL('/agent', url), { headers, handshakeTimeout: 5000 });
    this.listenTo(this.socket);
  }

  private listenTo(socket: WebSocket): void {
    const { url } = this.options;
    let refusal: ErrorData | undefined;
    socket.on('unexpected-response', (_request, response) => {
      if (response.statusCode === 401 || response.statusCode === 403) refusal = unauthorized(url);
      socket.terminate();
    });
    socket.on('error', (error) => (refusal ??= connectionFault(url, error)));
    socket.on('open', () => this.send(registration(this.options.agentName)));
    socket.on('pong', () => (this.unanswered = 0));
    socket.on('message', (data: Buffer) => {
      try {
        this.receive(data);
      } catch (error) {
        // Thrown out of here it would leave the socket open, but deaf for ever.
        refusal ??= toErrorData(error);
        socket.terminate();
      }
    });
    socket.on('close', () => this.lost(refusal ?? connectionFault(url)));
  }

  /** Tells the server how a job stands. */
  reportJob(jobId: string, state: JobState, error = ''): void {
    this.send(jobReport(jobId, state, error));
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.retry);
    clearInterval(this.beating);
    this.socket?.close();
  }

  /** @throws what is not a message of the protocol */
  private receive(data: Buffer): void {
    const { message } = ServerMessage.fromBinary(data);
    switch (message.case) {
      case 'register':
        this.retryMs = FIRST_RETRY_MS;
        this.startBeating();
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
    const { jobCount, capacity, onInvitation } = this.options;
    const full = jobCount() >= capacity;
    const seat = full ? undefined : onInvitation({ jobId: job.id, metadata: job.metadata });
    this.send(answer(job.id, seat));
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

  private startBeating(): void {
    clearInterval(this.beating);
    this.unanswered = 0;
    this.beating = setInterval(() => this.beat(), STATUS_EVERY_MS);
    this.sendStatus();
  }

  private beat(): void {
    if (this.unanswered >= MOST_UNANSWERED) return this.socket?.terminate();
    this.unanswered += 1;
    this.socket?.ping();
    this.sendStatus();
  }

  private sendStatus(): void {
    const { jobCount, capacity } = this.options;
    this.send(workerStatus(jobCount(), capacity));
  }

  private send(message: Outbound): void {
    if (this.socket?.readyState !== WebSocket.OPEN) return;
    this.socket.send(new WorkerMessage({ message }).toBinary());
  }

  private lost(error: ErrorData): void {
    clearInterval(this.beating);
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
