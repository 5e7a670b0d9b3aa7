import { APIConnectionError, APIError, APIStatusError, APITimeoutError } from '@livekit/agents';
import type { WebSocket } from 'ws';
import type { SttStage } from '../../contract/provider.ts';
import { InputAudio, type InputEvent } from './input-audio.ts';
import { InputTranscripts, type TranscriptionUsage } from './input-transcripts.ts';
import { openRealtimeSocket } from './realtime-socket.ts';
import type { Transcriber } from './transcriber.ts';
import {
  SESSION_EVENT,
  sessionEventSchema,
  transcriptionSession,
} from './transcription-session.ts';

export interface RealtimeSttOptions {
  stage: SttStage;
  key: string | undefined;
  /** Up to the first word of the server, ms; without it: as RealtimeAddress has it. */
  timeoutMs?: number;
  /** The server can't do it: from now on whole stretches are sent. Told once. */
  onUnavailable(error: Error): void;
  onUsage(usage: NonNullable<TranscriptionUsage>): void;
}

/** So many failures in a row, with no words between them, and it is given up for this conversation. */
const MOST_FAILURES = 3;
/** Answers that say: there is no such thing here. Others may pass. */
const MISSING = new Set([200, 400, 404, 405, 410, 415, 426, 501]);

/**
 * Transcription over a Realtime API: audio goes there while it is spoken, and is committed at pauses. The
 * connection is made at the first utterance and again when it has broken. Turns are ours, not the
 * server's. (The plugin's own stream ends without a word when its connection does.)
 */
export class RealtimeStt implements Transcriber {
  available = true;
  private readonly options: RealtimeSttOptions;
  private readonly transcripts: InputTranscripts;
  private readonly audio = new InputAudio((event) => this.send(event));
  private readonly closing = new AbortController();
  private socket: WebSocket | undefined;
  private connecting = false;
  /** What waits for the connection. */
  private waiting: InputEvent[] = [];
  private failures = 0;
  /** The server has taken the session as it is asked for. */
  private isSession = false;

  constructor(options: RealtimeSttOptions) {
    this.options = options;
    this.transcripts = new InputTranscripts(options.onUsage);
  }

  begin(): void {
    this.connect();
    this.audio.clear();
  }

  append(pcm: Int16Array): void {
    this.audio.append(pcm);
  }

  async commit(): Promise<string> {
    if (!this.socket && !this.connecting) throw unconnected();
    const { eventId, text } = this.transcripts.expect();
    this.audio.commit(eventId);
    try {
      const words = await text;
      this.failures = 0;
      return words;
    } catch (error) {
      if (!this.closing.signal.aborted) this.failed(error as Error);
      throw error;
    }
  }

  close(): void {
    this.closing.abort();
    this.audio.close();
    this.socket?.close();
    this.transcripts.forget(unconnected());
  }

  private connect(): void {
    if (this.socket || this.connecting || this.closing.signal.aborted) return;
    const { stage, key, timeoutMs } = this.options;
    this.connecting = true;
    const { baseUrl, model } = stage;
    const address = { baseUrl, model, use: 'transcription', key } as const;
    const wait = timeoutMs === undefined ? {} : { timeoutMs };
    openRealtimeSocket({ ...address, ...wait }, this.closing.signal)
      .finally(() => (this.connecting = false))
      .then(
        (socket) => this.connected(socket),
        (error: unknown) => this.lost(error as Error),
      );
  }

  private connected(socket: WebSocket): void {
    this.socket = socket;
    this.isSession = false;
    socket.on('message', (data: Buffer) => this.take(JSON.parse(data.toString())));
    socket.once('close', () => {
      this.socket = undefined;
      this.lost(unconnected());
    });
    socket.send(JSON.stringify(transcriptionSession(this.options.stage)));
    for (const event of this.waiting.splice(0)) this.send(event);
  }

  private take(event: unknown): void {
    const about = sessionEventSchema.safeParse(event).data;
    if (about?.type === 'error') {
      // It does not transcribe, or not with this model: nobody needs to wait for words in vain.
      if (about.error.event_id === SESSION_EVENT) return this.refused();
      if (!this.isSession && !about.error.event_id) return this.refused();
    } else if (about) this.isSession = true;
    this.transcripts.take(event);
  }

  private refused(): void {
    this.giveUp(new APIError('the server refuses to transcribe', { retryable: false }));
    this.socket?.close();
    this.transcripts.forget(unconnected());
  }

  /** Whoever waits for words is told, and has the audio recognised otherwise. */
  private lost(error: Error): void {
    this.waiting = [];
    if (isMissing(error)) this.giveUp(error);
    this.transcripts.forget(error);
  }

  private failed(error: Error): void {
    this.failures += 1;
    if (this.failures >= MOST_FAILURES) this.giveUp(error);
  }

  private giveUp(error: Error): void {
    if (!this.available) return;
    this.available = false;
    this.options.onUnavailable(error);
  }

  private send(event: InputEvent): void {
    if (this.socket) this.socket.send(JSON.stringify(event));
    else if (this.connecting) this.waiting.push(event);
  }
}

/** Whether a server has no such thing; one that took the connection and never spoke hasn't either. */
function isMissing(error: Error): boolean {
  if (error instanceof APITimeoutError) return true;
  return error instanceof APIStatusError && MISSING.has(error.statusCode);
}

function unconnected(): APIError {
  return new APIConnectionError({ message: 'the connection is closed' });
}
