import { APIError, APITimeoutError } from '@livekit/agents';
import type { WebSocket } from 'ws';
import { PROVIDER_TIMEOUT_MS } from '../../speech/clients.ts';
import { patiently } from '../../speech/patiently.ts';
import { AnswerWatch } from './answer-watch.ts';

export interface LineOptions {
  /** Not the key: the framework logs whole objects, and this is one of them. */
  open(signal: AbortSignal): Promise<WebSocket>;
  /** It broke and is made again, or can't be had. */
  onFault(error: Error, fatal: boolean): void;
}

/** Connections that may break one after the other, with no answer of the model between them. */
const MOST_BREAKS = 3;

/** The connection to the model, which the plugin asks for anew whenever it has broken. */
export class Line {
  private readonly options: LineOptions;
  private readonly closing = new AbortController();
  private socket: WebSocket | undefined;
  private breaks = 0;
  private renewing = false;
  private stalled = false;
  private readonly watch = new AnswerWatch(PROVIDER_TIMEOUT_MS, () => this.stall());
  /** There has been one before. */
  wasConnected = false;

  constructor(options: LineOptions) {
    this.options = options;
  }

  /** @throws an error that says why there is none; it has been told then */
  async connect(): Promise<WebSocket> {
    const { signal } = this.closing;
    this.watch.stop();
    signal.throwIfAborted();
    if (this.wasConnected && !this.renewing) this.broke();
    this.renewing = false;
    try {
      this.socket = await patiently(() => this.options.open(signal), signal);
      this.wasConnected = true;
      return this.socket;
    } catch (error) {
      if (!signal.aborted) this.options.onFault(error as Error, true);
      throw error;
    }
  }

  /** The server said something of this type. */
  heard(type: string): void {
    this.watch.take(type);
  }

  /** The other side has cut off the answer that is under way, or taken the floor in its silence. */
  cancelled(): void {
    if (this.watch.isQuiet) this.options.onFault(outOfTime(), false);
    this.watch.stop();
  }

  /** The model has answered: what broke before is forgotten. */
  answered(): void {
    this.breaks = 0;
  }

  /** It is about to be made anew because it has grown old: that is no break. */
  renew(): void {
    this.renewing = true;
  }

  close(): void {
    this.closing.abort();
    this.watch.stop();
    this.socket?.close();
  }

  /** The server has lost its way, and would refuse another answer: it is asked on a new connection. */
  private stall(): void {
    this.stalled = true;
    this.socket?.terminate();
  }

  private broke(): void {
    this.breaks += 1;
    const isFinal = this.breaks > MOST_BREAKS;
    const error = this.stalled
      ? outOfTime()
      : new APIError('the connection broke', { retryable: !isFinal });
    this.stalled = false;
    this.options.onFault(error, isFinal);
    if (isFinal) throw error;
  }
}

function outOfTime(): APITimeoutError {
  return new APITimeoutError({ message: 'timed out: no more of an answer came' });
}
