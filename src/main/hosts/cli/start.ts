import type { Writable } from 'node:stream';
import { toErrorData } from '../../../contract/errors.ts';
import type { App } from './app.ts';
import { EXIT } from './exit-codes.ts';
import { processIo } from './io.ts';
import type { Ports } from './ports.ts';
import { emergencyOutput, newApp, runCli } from './program.ts';
import { close } from './session.ts';

/** A reader that doesn't read can't keep us from ending. */
const FLUSH_MS = 2000;

/** The command line as a process: runs `process.argv` and ends the process with the exit code. */
export async function start(ports: Ports): Promise<never> {
  const app = newApp(ports, processIo());
  const argv = process.argv.slice(2);
  // Also where rejections end that nobody waited for.
  process.on('uncaughtException', (thrown) => {
    if (!isClosedPipe(thrown)) void panic(app, argv, thrown);
  });
  const code = await runCli(app, argv);
  return leave(app.panicked ? EXIT.failure : code);
}

/** An error that nobody expected: told in one sentence, and what runs is ended in order. */
async function panic(app: App, argv: readonly string[], thrown: unknown): Promise<void> {
  if (app.panicked) return;
  app.panicked = true;
  const remedy =
    'This is a fault of Duologue; run it again with --verbose and report what it says.';
  const output = emergencyOutput(app, argv);
  output.error({ remedy, ...toErrorData(thrown) }, thrown);
  await close(app, output);
  await leave(EXIT.failure);
}

/** Handles that somebody forgot must not keep the process, and no output may be lost. */
async function leave(code: number): Promise<never> {
  await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
  process.exit(code);
}

function flushed(stream: Writable): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  setTimeout(resolve, FLUSH_MS).unref();
  stream.write('', () => resolve());
  return promise;
}

function isClosedPipe(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPIPE';
}
