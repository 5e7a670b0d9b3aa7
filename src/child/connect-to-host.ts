import type { z } from 'zod';
import { HEARTBEAT_MS } from '../contract/child-messages.ts';
import { StudioError, parseInput } from '../contract/errors.ts';

/** Why the process is to end: the host asked, the system asked (SIGTERM), or the host is gone. */
export type ShutdownReason = 'shutdown' | 'signal' | 'disconnect';

export interface HostLinkOptions<In extends { kind: string }> {
  /** Schema of everything the host may send, `shutdown` included. */
  schema: z.ZodType<In>;
  /** A valid message. What it throws (or rejects with) goes to `onError`. */
  onMessage(message: Exclude<In, { kind: 'shutdown' }>): void | Promise<void>;
  /** Called once; when it has settled and all sent messages are out, the process exits with 0. */
  onShutdown(reason: ShutdownReason): void | Promise<void>;
  /** A message that was refused (`invalid-input`), or an error thrown by one of the above. */
  onError(error: unknown): void;
}

export interface HostLink<Out extends { kind: string }> {
  /** Sends to the host. Once the host is gone, messages are dropped. */
  send(message: Out): void;
  /** Says `ready` once and starts the heartbeat. `port`: its HTTP endpoint, where it has one. */
  ready(port?: number): void;
}

/**
 * An ending process gets this long (ms) to put its things in order. The host kills sooner; this is for
 * a process whose host is gone, or goes while it waits.
 */
const END_DEADLINE_MS = 10_000;

/**
 * The child's end of the IPC channel to the host (child_process.fork). Inbound messages are validated.
 * The process ends on `shutdown`, on SIGTERM and when the channel closes. SIGINT is ignored: where
 * Ctrl-C reaches children too (Windows), it is still the host that decides on the order of ending.
 *
 * @throws StudioError when the process was not started by a host.
 */
export function connectToHost<In extends { kind: string }, Out extends { kind: string }>(
  options: HostLinkOptions<In>,
): HostLink<Out> {
  const channel = new Outbox();
  let heartbeat: NodeJS.Timeout | undefined;
  let ending = false;

  const end = (reason: ShutdownReason): void => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(1), END_DEADLINE_MS);
    void settle(() => options.onShutdown(reason), options.onError)
      .then(() => channel.drained())
      .finally(() => process.exit(0));
  };

  const receive = (raw: unknown): void => {
    void settle(() => {
      const message = parseInput(options.schema, raw, 'The message of the host');
      if (message.kind === 'shutdown') return end('shutdown');
      return options.onMessage(message as Exclude<In, { kind: 'shutdown' }>);
    }, options.onError);
  };

  process.on('message', receive);
  process.on('disconnect', () => end('disconnect'));
  process.on('SIGTERM', () => end('signal'));
  process.on('SIGINT', () => {});

  return {
    send: (message) => channel.send(message),
    ready(port) {
      if (heartbeat) return;
      channel.send({ kind: 'ready', pid: process.pid, ...(port === undefined ? {} : { port }) });
      heartbeat = setInterval(() => channel.send({ kind: 'heartbeat' }), HEARTBEAT_MS);
    },
  };
}

/** Runs something that may throw or reject; the error is handed on, never lost. */
async function settle(run: () => void | Promise<void>, onError: (error: unknown) => void) {
  try {
    await run();
  } catch (error) {
    onError(error);
  }
}

/** Outbound messages, with a way to wait until the operating system has them all. */
class Outbox {
  private pending = 0;
  private waiting: (() => void)[] = [];

  constructor() {
    if (process.send) return;
    throw new StudioError({
      code: 'internal',
      message: 'This program is a part of Duologue and is started by it.',
      remedy: 'Run "npm start" or "npm run duologue" instead.',
    });
  }

  send(message: object): void {
    if (!process.connected || !process.send) return;
    this.pending += 1;
    // With a callback, an error of a closing channel comes here instead of as an 'error' event.
    process.send(message, undefined, undefined, () => this.sent());
  }

  drained(): Promise<void> {
    if (this.pending === 0 || !process.connected) return Promise.resolve();
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private sent(): void {
    this.pending -= 1;
    if (this.pending > 0) return;
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}
