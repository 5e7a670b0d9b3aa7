import { resolve } from 'node:path';
import { toErrorData, type ErrorData } from '../../../contract/errors.ts';
import type { StudioApi } from '../../../contract/studio-api.ts';
import type { App } from './app.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { Output, type GlobalOptions } from './output.ts';
import type { OpenedStudio } from './ports.ts';
import { Interrupts } from './signals.ts';

/** An engine that does not close in this time is left to end with the process. */
const CLOSE_MS = 15_000;

/** What a command works with. */
export interface Session {
  app: App;
  output: Output;
  /** Aborts with Ctrl-C or SIGTERM. */
  signal: AbortSignal;
  studio: StudioApi;
  /** Absolute. */
  dataDirectory: string;
  /** A path of the command line, made absolute. */
  path(given: string): string;
}

export interface Work {
  /** Before the engine is opened: whatever can be refused cheaply. */
  prepare?: (output: Output, path: (given: string) => string) => Promise<void>;
  run: (session: Session) => Promise<ExitCode>;
  /** True: `run` sees to the end itself after an interruption. Otherwise it is not waited for. */
  endsInOrder?: boolean;
  /** Called instead of the usual report when the engine can't be opened. */
  refused?: (output: Output, error: ErrorData, thrown: unknown) => ExitCode;
}

/** Opens the engine, does the work, closes the engine, whatever happens; sets the exit code. */
export async function perform(app: App, options: GlobalOptions, work: Work): Promise<void> {
  const output = new Output(app.io, options);
  const interrupts = new Interrupts({
    onSignal: app.io.onSignal,
    now: app.io.now,
    onFirst: () => output.note(work.endsInOrder === true ? STOPPING : ''),
    onForce: () => force(app, output),
  });
  try {
    app.exitCode = await attempt(app, output, work, interrupts.signal);
  } catch (thrown) {
    app.exitCode = fail(output, thrown, interrupts.signal);
  } finally {
    interrupts.dispose();
  }
}

const STOPPING = 'Stopping: audio and transcript are being finalised. Ctrl-C again ends at once.';
const FORCED = 'Ended at once. What was recorded is mended at the next start.';

async function attempt(
  app: App,
  output: Output,
  work: Work,
  signal: AbortSignal,
): Promise<ExitCode> {
  const path = (given: string) => resolve(app.io.cwd, given);
  await work.prepare?.(output, path);
  let opened: OpenedStudio;
  try {
    opened = await open(app, output, path);
  } catch (thrown) {
    if (work.refused === undefined) throw thrown;
    return work.refused(output, toErrorData(thrown), thrown);
  }
  try {
    if (signal.aborted) return EXIT.interrupted;
    const session = { app, output, signal, path, ...opened };
    const running = work.run(session);
    return await (work.endsInOrder === true ? running : unlessAborted(running, signal));
  } finally {
    await close(app, opened.studio);
  }
}

async function open(
  app: App,
  { options }: Output,
  path: (given: string) => string,
): Promise<OpenedStudio> {
  const opened = await app.ports.openStudio({
    dataDirectory: options.dataDir === undefined ? undefined : path(options.dataDir),
    logLevel: app.io.env['DUOLOGUE_LOG'] ?? (options.verbose ? 'debug' : 'silent'),
  });
  app.open = opened.studio;
  return opened;
}

/** The work's exit code, or 130 as soon as the signal aborts. */
async function unlessAborted(running: Promise<ExitCode>, signal: AbortSignal): Promise<ExitCode> {
  const { promise, resolve: settle } = Promise.withResolvers<ExitCode>();
  const abort = () => settle(EXIT.interrupted);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([running, promise]);
  } finally {
    signal.removeEventListener('abort', abort);
    // The loser of the race may still reject; its engine is being closed.
    running.catch(() => undefined);
  }
}

/** Closes the engine, for at most a while: an exit code must come out in any case. */
export async function close(app: App, studio: StudioApi): Promise<void> {
  app.open = undefined;
  const { promise, resolve: settle } = Promise.withResolvers<void>();
  const timer = setTimeout(settle, CLOSE_MS);
  try {
    await Promise.race([studio.close(), promise]);
  } finally {
    clearTimeout(timer);
  }
}

function force(app: App, output: Output): void {
  output.note(FORCED);
  app.io.exit(EXIT.interrupted);
}

function fail(output: Output, thrown: unknown, signal: AbortSignal): ExitCode {
  const error = toErrorData(thrown);
  output.error(error, thrown);
  return signal.aborted ? EXIT.interrupted : EXIT.failure;
}
