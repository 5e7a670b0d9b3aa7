import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { entryPath } from '../../src/main/entries.ts';

/** Finalising what runs, and some slowness of the machine. */
const STOP_MS = 30_000;
const START_MS = 30_000;

export interface WebStudioOptions {
  /** Added to the environment of the studio. */
  env?: Record<string, string>;
  /** One that is kept; without it a new one that `stop` removes. */
  directory?: string;
  /** Default: one that is free. */
  port?: number;
}

/** The built `duologue serve` as a process of its own. */
export class WebStudio {
  /** Opens the studio once. */
  readonly link: string;
  /** Such as `http://127.0.0.1:40123`. */
  readonly origin: string;
  readonly port: number;
  /** The data directory. */
  readonly directory: string;
  readonly #child: Child;
  readonly #isTemporary: boolean;
  readonly #stderr: string[];

  private constructor({ child, stderr, link, directory, isTemporary }: Started) {
    this.#child = child;
    this.link = link;
    this.origin = new URL(link).origin;
    this.port = Number(new URL(link).port);
    this.directory = directory;
    this.#isTemporary = isTemporary;
    this.#stderr = stderr;
  }

  static async start({ env = {}, directory, port = 0 }: WebStudioOptions = {}): Promise<WebStudio> {
    const data = directory ?? (await mkdtemp(join(tmpdir(), 'duologue-web-')));
    const args = ['serve', '--no-open', '--port', String(port), '--data-dir', data];
    const child = spawn(process.execPath, [entryPath('cli'), ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      // Neither the developer's own keys nor their .env.local.
      env: { ...withoutKeys(process.env), ...env },
      cwd: data,
    });
    // From the first line on: what is said before the link counts, too.
    const stderr = logOf(child);
    try {
      const link = await linkOf(child, stderr);
      const isTemporary = directory === undefined;
      return new WebStudio({ child, stderr, link, directory: data, isTemporary });
    } catch (thrown) {
      child.kill('SIGKILL');
      throw thrown;
    }
  }

  get pid(): number {
    return this.#child.pid ?? Number.NaN;
  }

  /** What it said on stderr so far. */
  get said(): string {
    return this.#stderr.join('\n');
  }

  /** Ctrl-C; resolves with the exit code when it has ended. Kills it when it takes too long. */
  async stop(): Promise<number | null> {
    const child = this.#child;
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGINT');
      const kill = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      await ended;
      clearTimeout(kill);
    }
    // Windows keeps files of a process for a moment after its end.
    const patiently = { recursive: true, force: true, maxRetries: 10, retryDelay: 200 };
    if (this.#isTemporary) await rm(this.directory, patiently);
    return child.exitCode;
  }
}

type Child = ChildProcessByStdio<null, Readable, Readable>;

interface Started {
  child: Child;
  /** Its lines, which go on. */
  stderr: string[];
  link: string;
  directory: string;
  isTemporary: boolean;
}

function logOf(child: Child): string[] {
  const lines: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => lines.push(line));
  return lines;
}

function withoutKeys(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const names = Object.keys(env).filter(
    (name) => !/^(OPENAI_|LIVEKIT_(URL|API)|DUOLOGUE_)/u.test(name),
  );
  return Object.fromEntries(names.map((name) => [name, env[name]]));
}

/** The link that it prints; rejects when it ends or says nothing. */
function linkOf(child: Child, stderr: readonly string[]): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const fail = (what: string) => reject(new Error(`${what}: ${stderr.join('\n')}`));
  const timer = setTimeout(() => fail('no link in time'), START_MS);
  child.once('error', reject);
  // After the last line of stderr, which may come later than the exit.
  child.once('close', (code) => fail(`serve ended (${code})`));
  createInterface({ input: child.stdout }).on('line', (line) => {
    const link = /https?:\/\/\S+/u.exec(line)?.[0];
    if (link !== undefined) resolve(link);
  });
  return promise.finally(() => clearTimeout(timer));
}
