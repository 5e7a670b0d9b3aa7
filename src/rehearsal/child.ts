import { HEARTBEAT_MS } from '../contract/child-messages.ts';
import { StudioError, parseInput } from '../contract/errors.ts';
import {
  toRehearsalSchema,
  type FromRehearsal,
  type ToRehearsal,
} from '../contract/rehearsal-messages.ts';

/** How long (ms) a child may take to put its things in order. */
const END_DEADLINE_MS = 3000;

export interface HostLinkOptions {
  /** A valid message of the host. */
  onMessage(message: Exclude<ToRehearsal, { kind: 'shutdown' }>): void;
  /** Called once; the process exits when it has settled. */
  onEnd(): Promise<void>;
  /** A message that was refused. */
  onError(error: unknown): void;
}

/**
 * The rehearsal's end of the channel to the host: ready, heartbeat, validated messages; the process
 * ends on `shutdown`, on SIGTERM and when the host is gone. Ctrl-C is left to the host.
 *
 * @returns says `ready` with the port
 * @throws StudioError when the process was not started by a host
 */
export function connectToHost({
  onMessage,
  onEnd,
  onError,
}: HostLinkOptions): (port: number) => void {
  if (!process.send) {
    throw new StudioError({
      code: 'internal',
      message: 'This program is a part of Duologue and is started by it.',
      remedy: 'Run "npm start" or "npm run duologue" instead.',
    });
  }
  // With a callback, an error of a closing channel comes here and not as an 'error' event.
  const send = (message: FromRehearsal): void => {
    if (process.connected) process.send?.(message, undefined, undefined, () => {});
  };
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(1), END_DEADLINE_MS).unref();
    onEnd()
      .catch(onError)
      .finally(() => process.exit(0));
  };
  process.on('message', (raw) => {
    try {
      const message = parseInput(toRehearsalSchema, raw, 'The message of the host');
      if (message.kind === 'shutdown') end();
      else onMessage(message);
    } catch (error) {
      onError(error);
    }
  });
  process.on('disconnect', end);
  process.on('SIGTERM', end);
  process.on('SIGINT', () => {});
  return (port) => {
    send({ kind: 'ready', pid: process.pid, port });
    setInterval(() => send({ kind: 'heartbeat' }), HEARTBEAT_MS);
  };
}
