import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { getFfmpegPath } from '@livekit/av';
import { StudioError } from '../../contract/errors.ts';
import { writeTo } from './write-to.ts';

/** One run of ffmpeg. Its input and output are pipes, so that it ends when this process does. */
export interface FfmpegRun {
  /** Without the options that every run has. */
  args: readonly string[];
  /** For its `pipe:0`. A failure of this is what the run fails with. */
  input?: AsyncIterable<Uint8Array>;
  signal?: AbortSignal | undefined;
  /** What failed, when it does: "The audio could not be encoded". */
  failure: string;
}

const COMMON = ['-hide_banner', '-nostdin', '-nostats', '-v', 'error', '-y'];
/** So much of what it complains about goes into an error. */
const KEPT_STDERR = 2000;

/**
 * Where the ffmpeg is that comes with Duologue.
 *
 * @throws StudioError `not-found` on a platform that it does not come for
 */
export function ffmpegPath(): string {
  const path = getFfmpegPath();
  if (path !== undefined) return path;
  throw new StudioError({
    code: 'not-found',
    message: `There is no ffmpeg for this machine (${process.platform}, ${process.arch}); FLAC, Opus, other sample rates and most changes of the sound need it.`,
    remedy:
      'Choose WAV with 48 kHz and no changes of the sound, or install Duologue again with its optional packages.',
    details: { platform: process.platform, arch: process.arch },
  });
}

/** Runs ffmpeg that writes files of its own. */
export async function runFfmpeg(run: FfmpegRun): Promise<void> {
  for await (const _ of ffmpegOutput(run)) {
    // Nothing comes: the output is a file.
  }
}

/**
 * Runs ffmpeg and gives what it writes to `pipe:1`. Who stops reading ends it.
 *
 * @throws StudioError `not-found` without ffmpeg, `disk-full`, `internal` with what it complained about;
 *   the signal's reason when that aborts
 */
export async function* ffmpegOutput(run: FfmpegRun): AsyncGenerator<Uint8Array> {
  run.signal?.throwIfAborted();
  const child = spawn(ffmpegPath(), [...COMMON, ...run.args], {
    stdio: [run.input ? 'pipe' : 'ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const ended = endOf(child);
  const kill = () => child.kill('SIGKILL');
  run.signal?.addEventListener('abort', kill);
  const fed = feed(child, run.input, kill);
  const complaints = collect(child.stderr);
  try {
    for await (const piece of child.stdout ?? []) yield piece as Uint8Array;
    const [end, inputFailure, stderr] = await Promise.all([ended, fed, complaints]);
    run.signal?.throwIfAborted();
    if (inputFailure) throw inputFailure.thrown;
    if (end !== 0) throw ffmpegFailure(run.failure, end, stderr);
  } finally {
    run.signal?.removeEventListener('abort', kill);
    if (child.exitCode === null && child.signalCode === null) kill();
    await Promise.all([ended, fed, complaints]);
  }
}

/** Exit code, or in words why there is none. */
async function endOf(child: ChildProcess): Promise<number | string> {
  try {
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
    return code ?? signal ?? 'unknown';
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown);
  }
}

/** Writes the input; gives its failure. That ffmpeg stops reading is told by its exit code, not here. */
async function feed(
  { stdin }: ChildProcess,
  input: AsyncIterable<Uint8Array> | undefined,
  kill: () => void,
): Promise<{ thrown: unknown } | undefined> {
  if (!input || !stdin) return undefined;
  stdin.on('error', () => undefined);
  try {
    for await (const piece of input) if (!(await writeTo(stdin, piece))) return undefined;
    stdin.end();
    return undefined;
  } catch (thrown) {
    kill();
    return { thrown };
  }
}

async function collect(stream: Readable | null): Promise<string> {
  let text = '';
  try {
    for await (const piece of stream ?? []) text = (text + String(piece)).slice(-KEPT_STDERR);
  } catch {
    // The pipe broke with the program: what came until then is what there is.
  }
  return text.trim();
}

function ffmpegFailure(failure: string, end: number | string, stderr: string): StudioError {
  if (/no space left|disk quota/i.test(stderr)) {
    return new StudioError({
      code: 'disk-full',
      message: `${failure}: the disk is full.`,
      remedy: 'Make room, or choose another place.',
      details: { stderr },
    });
  }
  return new StudioError({
    code: 'internal',
    message: `${failure} (ffmpeg: ${end}).`,
    remedy: 'Try again, or choose WAV; if it stays, report it with the details.',
    details: { end, stderr },
  });
}
