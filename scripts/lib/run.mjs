import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { createInterface } from 'node:readline';
import { root } from './paths.mjs';

const TAIL_LINES = 20;
const PARENT_POLL_MS = 500;

/**
 * Runs a program quietly, feeding each line of its output to `onLine`.
 * @param {string} command
 * @param {string[]} args
 * @param {{ onLine?: (line: string) => void, keep?: (line: string) => boolean, env?: NodeJS.ProcessEnv, timeoutMs?: number }} [options]
 *   `keep`: which lines may stand in the tail; `timeoutMs`: the program is ended after it
 * @returns {Promise<{ code: number, tail: string[] }>} the exit code (127: could not be started) and the last lines
 */
export function runQuietly(command, args, { onLine, keep = () => true, env, timeoutMs } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeoutMs,
    });
    /** @type {string[]} */
    const tail = [];
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        onLine?.(line);
        if (!line.trim() || !keep(line)) return;
        tail.push(line);
        if (tail.length > TAIL_LINES) tail.shift();
      });
    }
    child.on('error', (error) => resolve({ code: 127, tail: [...tail, error.message] }));
    child.on('close', (code, signal) => resolve({ code: exitCode(code, signal), tail }));
  });
}

/**
 * Runs a program on this process's own stdin, stdout and stderr.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>} its exit code
 */
export function runInForeground(command, args, env = process.env) {
  const child = spawn(command, args, { stdio: 'inherit', env });
  const stop = forwardSignals(child);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(exitCode(code, signal)));
  }).finally(stop);
}

/**
 * Signals meant for us go on to the child, and we stay until it has ended. A terminal's Ctrl-C
 * reaches the child by itself, because both stand in the terminal's foreground group.
 * @param {import('node:child_process').ChildProcess} child
 */
function forwardSignals(child) {
  const atTerminal = process.stdin.isTTY;
  /** @param {NodeJS.Signals} signal */
  const forward = (signal) => {
    if (!(signal === 'SIGINT' && atTerminal)) child.kill(signal);
  };
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, forward);
  const watch = whenNpmIsGone(() => child.kill('SIGTERM'));
  return () => {
    clearInterval(watch);
    for (const signal of signals) process.off(signal, forward);
  };
}

/**
 * npm ends its scripts by ending the shell between it and us, which tells us nothing: we only get
 * another parent.
 * @param {() => void} end
 */
function whenNpmIsGone(end) {
  if (!process.env.npm_lifecycle_event) return undefined;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    end();
  }, PARENT_POLL_MS);
  return watch;
}

/**
 * As a shell counts it: 128 + n for a signal.
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 */
function exitCode(code, signal) {
  return code ?? 128 + (signal ? constants.signals[signal] : 0);
}
