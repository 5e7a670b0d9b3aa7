import { resolve } from 'node:path';
import { StudioError, toErrorData, type ErrorData } from '../../../contract/errors.ts';
import { unlessAborted } from '../../unless-aborted.ts';
import type { App } from './app.ts';
import { checkEnvironment } from './environment.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { Output, type GlobalOptions } from './output.ts';
import type { OpenOptions } from './ports.ts';
import { Interrupts } from './signals.ts';
import type { CliStudio } from './studio.ts';
import { UsageError } from './usage-error.ts';

/** An engine that does not close in this time is left to end with the process. */
const CLOSE_MS = 15_000;

/** What a command works with. */
export interface Session {
  app: App;
  output: Output;
  /** Aborts with Ctrl-C or SIGTERM. */
  signal: AbortSignal;
  studio: CliStudio;
  /** A path of the command line, made absolute. */
  path(given: string): string;
}

export interface Work {
  /** Before the engine is opened: whatever can be refused cheaply. */
  prepare?: (output: Output, path: (given: string) => string) => Promise<void>;
  run: (session: Session) => Promise<ExitCode>;
  /** True: `run` sees to the end itself after an interruption. Otherwise it is not waited for. */
  endsInOrder?: boolean;
  /** What is said then. Default: that the conversation is being finalised. */
  stopping?: string;
  /** Which front door opens the engine. Default: `cli`. */
  hostKind?: OpenOptions['hostKind'];
  /** True: a connection that can't be used is refused before anything begins. */
  mustConnect?: boolean;
  /** Called instead of the usual report when the engine can't be opened. */
  refused?: (output: Output, error: ErrorData, thrown: unknown) => ExitCode;
}

/** Opens the engine, does the work, closes the engine, whatever happens; sets the exit code. */
export async function perform(app: App, options: GlobalOptions, work: Work): Promise<void> {
  const output = new Output(app, options);
  const interrupts = new Interrupts({
    onSignal: app.io.onSignal,
    now: app.io.now,
    onFirst: () => {
      if (work.endsInOrder === true) output.note(work.stopping ?? STOPPING);
    },
    onForce: () => force(app),
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
const SLOW_CLOSE = {
  code: 'timeout',
  message: 'The engine did not end in time and is left behind.',
} as const;
const FORCED = 'Ended at once. What was recorded is mended at the next start.';

async function attempt(
  app: App,
  output: Output,
  work: Work,
  signal: AbortSignal,
): Promise<ExitCode> {
  const path = (given: string) => resolve(app.io.cwd, given);
  await work.prepare?.(output, path);
  let studio: CliStudio;
  try {
    studio = await open(app, output, work);
  } catch (thrown) {
    if (work.refused === undefined) throw thrown;
    return work.refused(output, toErrorData(thrown), thrown);
  }
  const running = work.run({ app, output, signal, path, studio });
  const [outcome] = await Promise.allSettled([
    work.endsInOrder === true ? running : unlessAborted(running, signal, cancelled),
  ]);
  const closed = await close(app, output);
  if (outcome.status === 'rejected') throw outcome.reason;
  return closed || outcome.value !== EXIT.ok ? outcome.value : EXIT.failure;
}

async function open(
  app: App,
  { options }: Output,
  { hostKind = 'cli', mustConnect }: Pick<Work, 'hostKind' | 'mustConnect'>,
): Promise<CliStudio> {
  checkEnvironment(app.io.env);
  const studio = await app.ports.openStudio({
    dataDir: options.dataDir,
    ...(options.connection === undefined ? {} : { connection: options.connection }),
    ...(mustConnect === undefined ? {} : { mustConnect }),
    verbose: options.verbose === true,
    hostKind,
  });
  app.open = studio;
  return studio;
}

/** The error of a command that was interrupted before it had a result. */
export function cancelled(): StudioError {
  return new StudioError({ code: 'cancelled', message: 'Interrupted.' });
}

/**
 * Closes the engine, for at most a while: an exit code must come out in any case.
 * @returns false when it could not be closed, which was then told
 */
export async function close(app: App, output: Output): Promise<boolean> {
  const studio = app.open;
  app.open = undefined;
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new StudioError(SLOW_CLOSE)), CLOSE_MS);
  try {
    await Promise.race([studio?.close(), promise]);
    return true;
  } catch (thrown) {
    output.error(toErrorData(thrown), thrown, false);
    return false;
  } finally {
    clearTimeout(timer);
    promise.catch(() => undefined);
  }
}

function force(app: App): void {
  app.io.stderr.write(`\n${FORCED}\n`);
  app.io.exit(EXIT.interrupted);
}

function fail(output: Output, thrown: unknown, signal: AbortSignal): ExitCode {
  const error = toErrorData(thrown);
  output.error(error, thrown);
  if (signal.aborted) return EXIT.interrupted;
  return thrown instanceof UsageError ? EXIT.usage : EXIT.failure;
}
