import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { monotonicMs } from '../../contract/clock.ts';
import { StudioError, toErrorData } from '../../contract/errors.ts';
import type { FromRecorder, ToRecorder } from '../../contract/recorder-messages.ts';
import { Recording } from './recording.ts';
import { PIECE_MS, RoomTap, mayRejoin } from './room-tap.ts';

export type RecordOrder = Extract<ToRecorder, { kind: 'record' }>;

/** Writing and progress: five times a second. */
export const BEAT_MS = 200;
/** How long a stop waits for audio that is under way to us. */
const TAIL_MS = 4 * PIECE_MS;
const CONNECT_TIMEOUT_MS = 10_000;
const LONGEST_PAUSE_MS = 5000;

/**
 * Records one conversation, from `record` to `finished` or `failed`. A lost connection is made again
 * until `stop`; the audio missed meanwhile becomes a hole. After `failed` the file on disk is valid and
 * holds what was recorded until then; nothing more is said about this conversation.
 */
export class Job {
  private readonly order: RecordOrder;
  private readonly say: (message: FromRecorder) => void;
  private readonly log: Logger;
  private identities: RecordOrder['identities'];
  private recording: Recording | undefined;
  private tap: RoomTap | undefined;
  private beat: NodeJS.Timeout | undefined;
  private listening = false;
  private readonly ended = new AbortController();

  constructor(order: RecordOrder, say: (message: FromRecorder) => void, log: Logger) {
    this.order = order;
    this.identities = order.identities;
    this.say = say;
    this.log = log.child({ conversationId: order.conversationId });
  }

  /** Opens the file and joins the room. Failures are reported, not thrown. */
  async start(): Promise<void> {
    const { path, resumeFromMonotonicMs, peaksTold } = this.order;
    try {
      this.recording = await Recording.open({
        path,
        ...(resumeFromMonotonicMs === undefined ? {} : { resumeFromMonotonicMs }),
        ...(peaksTold === undefined ? {} : { peaksTold }),
      });
      if (this.ended.signal.aborted) return await this.recording.abandon();
      this.beat = setInterval(() => void this.handleBeat(), BEAT_MS);
      await this.join();
      this.say({ kind: 'joined', conversationId: this.order.conversationId });
      this.log.info('joined');
    } catch (error) {
      await this.fail(error);
    }
  }

  /** Side b has come, and this is who it is. */
  takeSide(identity: string): void {
    this.identities = { ...this.identities, b: identity };
    this.tap?.listenTo(this.identities);
  }

  /** Completes the file and reports `finished` (or `failed`). Idempotent. */
  async stop(): Promise<void> {
    if (this.ended.signal.aborted) return;
    await this.awaitTail(monotonicMs());
    if (!this.end()) return;
    await this.leave();
    const { conversationId } = this.order;
    try {
      const finished = await this.recording?.finish();
      if (!finished) throw stoppedTooEarly();
      const progress = this.recording?.lastProgress(BEAT_MS);
      if (progress) this.say({ kind: 'progress', conversationId, ...progress });
      this.say({ kind: 'finished', conversationId, ...finished });
      this.log.info({ samples: finished.samples, holes: finished.holes.length }, 'finished');
    } catch (error) {
      this.reportFailure(error);
    }
  }

  private async handleBeat(): Promise<void> {
    const recording = this.recording;
    if (!recording || this.ended.signal.aborted) return;
    try {
      await recording.flush(monotonicMs());
    } catch (error) {
      return this.fail(error);
    }
    const progress = recording.progress(BEAT_MS);
    // It may have ended while the disk was busy; `beat` is cleared then.
    if (!progress || !this.beat) return;
    this.say({ kind: 'progress', conversationId: this.order.conversationId, ...progress });
  }

  private async join(): Promise<void> {
    const { url, token } = this.order;
    const { identities } = this;
    const tap = new RoomTap({
      url,
      token,
      identities,
      onSamples: (side, samples, arrivalMs) => {
        this.recording?.push(side, samples, arrivalMs);
        if (!this.listening) this.sayListening();
      },
      onTrackEnd: (side) => this.recording?.closeSide(side),
      onDisconnected: (reason) => {
        this.log.warn({ reason }, 'disconnected');
        if (mayRejoin(reason)) void this.rejoin();
      },
    });
    this.tap = tap;
    try {
      await Promise.race([tap.connect(), connectTimeout(this.ended.signal)]);
    } catch (cause) {
      throw joinError(url, cause);
    }
  }

  /** As long as nobody says stop: the server may come back, and the run decides when it is over. */
  private async rejoin(): Promise<void> {
    for (let pauseMs = 250; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      await delay(pauseMs, undefined, { signal: this.ended.signal }).catch(() => {});
      if (this.ended.signal.aborted) return;
      try {
        await this.join();
        this.log.info('joined again');
        return;
      } catch (error) {
        this.log.warn({ err: error }, 'could not join again');
        await this.leave();
        if (toErrorData(error).code === 'room-deleted') return;
      }
    }
  }

  private sayListening(): void {
    const atMonotonicMs = this.recording?.sampleZeroMs;
    if (atMonotonicMs === undefined) return;
    this.listening = true;
    this.say({ kind: 'listening', conversationId: this.order.conversationId, atMonotonicMs });
    this.log.info('listening');
  }

  /** Waits until every live track has been heard up to that moment. */
  private async awaitTail(untilMs: number): Promise<void> {
    const deadline = untilMs + TAIL_MS;
    while (this.recording && !this.recording.covers(untilMs) && monotonicMs() < deadline) {
      await delay(TAIL_MS / 20);
    }
  }

  private async fail(error: unknown): Promise<void> {
    if (!this.end()) return;
    this.reportFailure(error);
    await this.leave();
    await this.recording?.abandon();
  }

  private reportFailure(thrown: unknown): void {
    const error = toErrorData(thrown);
    this.log.error({ err: thrown }, 'recording failed');
    this.say({ kind: 'failed', conversationId: this.order.conversationId, error });
  }

  /** False when it has ended before. */
  private end(): boolean {
    if (this.ended.signal.aborted) return false;
    this.ended.abort();
    clearInterval(this.beat);
    this.beat = undefined;
    return true;
  }

  private async leave(): Promise<void> {
    await this.tap?.close().catch((error: unknown) => this.log.warn({ err: error }, 'leaving'));
  }
}

async function connectTimeout(signal: AbortSignal): Promise<never> {
  await delay(CONNECT_TIMEOUT_MS, undefined, { signal }).catch(() => {});
  throw new Error(signal.aborted ? 'stopped' : `no answer within ${CONNECT_TIMEOUT_MS / 1000} s`);
}

/** Three base64url parts; the first begins a JSON object (RFC 7519). */
const JSON_WEB_TOKEN = /eyJ[\w-]+\.[\w-]+\.[\w-]+/g;

function joinError(url: string, cause: unknown): StudioError {
  const said = cause instanceof Error ? cause.message : String(cause);
  // The server repeats the token that it refuses; so the cause itself is not handed on.
  const reason = said.replace(JSON_WEB_TOKEN, '[token]');
  const message = `The recorder could not join the room at ${url}: ${reason}.`;
  const facts = { message, details: { url, reason } };
  if (/\b401\b|unauthori[sz]ed|invalid token/i.test(reason)) {
    const remedy = 'Check the API key and secret of LiveKit, and the clock of this computer.';
    return new StudioError({ code: 'livekit-unauthorized', ...facts, remedy });
  }
  const remedy = 'Check that LiveKit is running and reachable, then start again.';
  const code = /room does not exist/.test(reason) ? 'room-deleted' : 'livekit-unreachable';
  return new StudioError({ code, ...facts, remedy });
}

function stoppedTooEarly(): StudioError {
  return new StudioError({
    code: 'cancelled',
    message: 'The recording was stopped before it began.',
  });
}
