import type { ExportProgress } from '../../../../contract/export-api.ts';
import type { App } from '../app.ts';
import { LiveLine } from '../live-line.ts';
import type { Output } from '../output.ts';

const KILO = 1000;
/** Before that much is known, a guess of what is left would jump about. */
const LEAST_MS = 2000;

/** The line that moves while an export runs. On a plain stream, or with --quiet, there is none. */
export class ExportLine {
  readonly #line: LiveLine;
  readonly #output: Output;
  readonly #now: () => number;
  /** Roughly what it will be; 0: not known. */
  readonly #bytes: number;
  #first: { at: number; share: number } | undefined;

  constructor(app: App, output: Output, bytes: number) {
    const { stderr } = app.io;
    this.#line = new LiveLine(stderr, movesOn(app, output), output.progressScreen.palette.dim);
    this.#output = output;
    this.#now = app.io.now;
    this.#bytes = bytes;
    output.attach(this.#line);
  }

  handle(progress: ExportProgress): void {
    const share = shareOf(progress, this.#bytes);
    const at = this.#now();
    this.#first ??= { at, share };
    const leftMs = timeLeft({ ...this.#first, share, elapsed: at - this.#first.at });
    this.#line.show(progressText(progress, share, leftMs));
  }

  close(): void {
    this.#line.clear();
    this.#output.attach(undefined);
  }
}

/** Whether a line can move on this stderr. */
export function movesOn({ io: { stderr, env } }: App, { options }: Output): boolean {
  const isScreen = stderr.isTTY === true && env['TERM'] !== 'dumb' && !env['CI'];
  return isScreen && options.quiet !== true && options.verbose !== true;
}

/** 0 to 1: by conversations, or within a long one by what is written. */
export function shareOf({ done, total, bytes }: ExportProgress, expected: number): number {
  const byCount = total === 0 ? 0 : done / total;
  const byBytes = expected === 0 ? 0 : Math.min(0.99, bytes / expected);
  return Math.max(byCount, byBytes);
}

/** Ms; undefined: not known yet. */
function timeLeft(known: { share: number; elapsed: number }): number | undefined {
  const { share, elapsed } = known;
  if (elapsed < LEAST_MS || share <= 0) return undefined;
  return (elapsed / share) * (1 - share);
}

/** `Exporting: 42 %, 12 of 30 conversations, 310 MB, 1:20 left`. */
export function progressText(
  { done, total, bytes }: Pick<ExportProgress, 'done' | 'total' | 'bytes'>,
  share: number,
  leftMs: number | undefined,
): string {
  const left = leftMs === undefined ? [] : [`${minutes(leftMs)} left`];
  const parts = [`${Math.floor(share * 100)} %`, `${done} of ${total} conversations`, size(bytes)];
  return `Exporting: ${[...parts, ...left].join(', ')}`;
}

/** `310 MB`, `1.2 GB`. */
export function size(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let at = 0;
  while (value >= KILO && at < units.length - 1) {
    value /= KILO;
    at += 1;
  }
  return `${at > 0 && value < 10 ? value.toFixed(1) : Math.round(value)} ${units[at] ?? ''}`;
}

function minutes(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
