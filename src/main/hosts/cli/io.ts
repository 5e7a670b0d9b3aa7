import { createInterface } from 'node:readline';

/** A text stream as the command line uses it: stdout or stderr, or a buffer in tests. */
export interface TextStream {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
  getColorDepth?(env?: object): number;
}

/** Width of a terminal; one that doesn't know its own (0) counts as 80 columns. */
export function columnsOf(stream: TextStream): number {
  return stream.columns || 80;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** The process as the command line sees it. */
export interface Io {
  stdout: TextStream;
  stderr: TextStream;
  env: Environment;
  /** Directory that relative paths start from. */
  cwd: string;
  /** Monotonic milliseconds. */
  now(): number;
  /** Calls back on Ctrl-C, SIGTERM and the like; returns the way to stop listening. */
  onSignal(listener: () => void): () => void;
  /** Calls back when Enter is pressed on a terminal; returns the way to stop listening. */
  onEnter(listener: () => void): () => void;
  /** Ends the process at once. */
  exit(code: number): void;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const;

function onSignal(listener: () => void): () => void {
  const signals = SIGNALS.filter((name) => name !== 'SIGBREAK' || process.platform === 'win32');
  for (const name of signals) process.on(name, listener);
  return () => {
    for (const name of signals) process.off(name, listener);
  };
}

function onEnter(listener: () => void): () => void {
  if (!process.stdin.isTTY) return () => undefined;
  const lines = createInterface({ input: process.stdin });
  lines.on('line', listener);
  return () => lines.close();
}

/** The real process. A reader that goes away (`… | head`) must not take the run down with it. */
export function processIo(): Io {
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
  return {
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd: process.cwd(),
    now: () => performance.now(),
    onSignal,
    onEnter,
    exit: (code) => process.exit(code),
  };
}
