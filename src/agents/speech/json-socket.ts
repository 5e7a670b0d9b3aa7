import { WebSocket, type ClientOptions } from 'ws';

/** One event of the API is far smaller. */
const MOST_BYTES = 16 * 1024 * 1024;
/** How often a quiet server is asked whether it is there, ms; it has as long to say so. */
const BEAT_MS = 15_000;

export interface JsonSocketOptions extends ClientOptions {
  beatMs?: number;
}

/**
 * A WebSocket for people who listen late: a server's first words, which may say why it refuses, wait for the
 * first listener. A message that is no JSON ends the connection, since those who read it would throw where
 * nobody catches; and so does a peer that is gone without having said so.
 */
export class JsonSocket extends WebSocket {
  /** Resolves with the first message. */
  readonly answered: Promise<void>;
  private readonly onAnswer: () => void;
  private early: unknown[][] | undefined = [];
  private isThere = true;

  constructor(url: string, { beatMs = BEAT_MS, ...options }: JsonSocketOptions) {
    super(url, { maxPayload: MOST_BYTES, ...options });
    const { promise, resolve } = Promise.withResolvers<void>();
    this.answered = promise;
    this.onAnswer = resolve;
    this.on('newListener', (event: string) => {
      if (event === 'message') queueMicrotask(() => this.catchUp());
    });
    this.on('pong', () => (this.isThere = true));
    this.once('open', () => this.beat(beatMs));
  }

  override emit(event: string | symbol, ...values: unknown[]): boolean {
    if (event !== 'message') return super.emit(event, ...values);
    this.isThere = true;
    if (!isJson(String(values[0]))) {
      this.terminate();
      return true;
    }
    this.onAnswer();
    if (!this.early) return super.emit(event, ...values);
    this.early.push(values);
    return true;
  }

  private catchUp(): void {
    const { early } = this;
    this.early = undefined;
    for (const values of early ?? []) super.emit('message', ...values);
  }

  private beat(beatMs: number): void {
    const timer = setInterval(() => {
      if (!this.isThere) return this.terminate();
      this.isThere = false;
      if (this.readyState === this.OPEN) this.ping();
    }, beatMs);
    this.once('close', () => clearInterval(timer));
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
