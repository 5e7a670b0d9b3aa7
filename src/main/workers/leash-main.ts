/*
 * A leash: runs one foreign program (livekit-server) for the host and sees to it that the program
 * never outlives the host. A foreign program knows nothing of our IPC channel; this small process does,
 * and ends it when the channel closes, however the host died. Its output goes straight to the host.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { HEARTBEAT_MS } from '../../contract/child-messages.ts';
import { toLeashSchema, type FromLeash, type ToLeash } from './leash-messages.ts';

type Start = Extract<ToLeash, { kind: 'start' }>;

/**
 * SIGTERM is repeated: livekit-server loses one that arrives in its first 100 ms, and a second one
 * makes it leave at once instead of waiting for its participants.
 */
const REPEAT_TERM_MS = 250;

let program: ChildProcess | undefined;
let graceMs = 0;
let ending = false;

function say(message: FromLeash, then?: () => void): void {
  if (!process.connected || !process.send) return then?.();
  process.send(message, undefined, undefined, () => then?.());
}

function start({ command, args, env, graceMs: grace }: Start): void {
  if (program || ending) return;
  graceMs = grace;
  program = spawn(command, args, {
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
    windowsHide: true,
  });
  program.on('spawn', () => say({ kind: 'started', pid: program?.pid ?? 0 }));
  program.on('error', (error) => {
    if (program?.pid === undefined) finish(null, null, error.message);
  });
  program.on('exit', (code, signal) => finish(code, signal));
}

function finish(code: number | null, signal: NodeJS.Signals | null, error?: string): void {
  say({ kind: 'exited', code, signal, ...(error === undefined ? {} : { error }) }, () =>
    process.exit(ending ? 0 : (code ?? 1)),
  );
}

function end(): void {
  if (ending) return;
  ending = true;
  if (!program || program.exitCode !== null || program.signalCode !== null) process.exit(0);
  const running = program;
  running.kill('SIGTERM');
  setInterval(() => running.kill('SIGTERM'), REPEAT_TERM_MS);
  setTimeout(() => running.kill('SIGKILL'), graceMs);
}

function receive(raw: unknown): void {
  const parsed = toLeashSchema.safeParse(raw);
  if (!parsed.success) return;
  if (parsed.data.kind === 'start') start(parsed.data);
  else end();
}

process.on('message', receive);
process.on('disconnect', end);
process.on('SIGTERM', end);
// Ctrl-C is the host's business.
process.on('SIGINT', () => undefined);
process.on('SIGHUP', () => undefined);

say({ kind: 'ready', pid: process.pid });
setInterval(() => say({ kind: 'heartbeat' }), HEARTBEAT_MS);
