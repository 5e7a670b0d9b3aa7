import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';

/** Process ids of all descendants of a process that are alive now (`ps`, POSIX). */
export function descendants(root: number): number[] {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    // `ps` itself is one of ours, and a zombie runs no more.
    .filter(([, , stat]) => !stat?.startsWith('Z'))
    .map(([pid, parent]) => ({ pid: Number(pid), parent: Number(parent) }));
  const found = new Set([root]);
  for (let size = 0; size !== found.size;) {
    size = found.size;
    for (const { pid, parent } of table) if (found.has(parent)) found.add(pid);
  }
  found.delete(root);
  return [...found].filter(isAlive);
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** How many handles (files, sockets, pipes) are open, by process and kind: `worker.js 4711, udp` → 3. */
export type OpenHandles = ReadonlyMap<string, number>;

/**
 * Open handles of some processes (Linux), none of those that end meanwhile; undefined where the system does
 * not say.
 */
export function openHandles(pids: readonly number[]): OpenHandles | undefined {
  if (!existsSync('/proc/self/fd')) return undefined;
  const sockets = socketKinds();
  const counts = new Map<string, number>();
  for (const pid of pids) {
    const program = ifThere(() => programOf(pid));
    const owner = `${program} ${pid}`;
    for (const target of ifThere(() => handleTargets(pid)) ?? []) {
      const key = `${owner}, ${sockets.get(target) ?? kindOf(target)}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return counts;
}

/** Which process has at least so many more handles of which kind: a line for each. */
export function grownHandles(
  before: OpenHandles,
  after: OpenHandles | undefined,
  least: number,
): string[] {
  return [...(after ?? [])]
    .map(([what, now]) => ({ what, was: before.get(what) ?? 0, now }))
    .filter(({ was, now }) => now - was >= least)
    .map(({ what, was, now }) => `${what}: ${was} → ${now}`);
}

/** The script that a Node process runs, or the program; short. */
function programOf(pid: number): string {
  const [program = '', ...args] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  return path.basename(args.find((arg) => /\.[cm]?[jt]s$/.test(arg)) ?? program);
}

/** What the handles of a process stand for (proc(5), /proc/pid/fd), without those that close meanwhile. */
function handleTargets(pid: number): string[] {
  const directory = `/proc/${pid}/fd`;
  return readdirSync(directory)
    .map((handle) => ifThere(() => readlinkSync(`${directory}/${handle}`)))
    .filter((target) => target !== undefined);
}

/** Without what differs from one to the next of a kind: numbers of pipes, names of files. */
function kindOf(target: string): string {
  if (!target.startsWith('/')) return target.replace(/:\[\d+\]$/, '');
  return `file ${path.extname(target)}`.trim();
}

/** Tables of sockets in /proc/net, and the column of the inode (proc(5)). */
const SOCKET_TABLES = { tcp: 9, tcp6: 9, udp: 9, udp6: 9, unix: 6 };

/** Kinds of the sockets of this machine, by what /proc/pid/fd calls them. */
function socketKinds(): Map<string, string> {
  const kinds = new Map<string, string>();
  for (const [table, inodeColumn] of Object.entries(SOCKET_TABLES)) {
    const text = ifThere(() => readFileSync(`/proc/net/${table}`, 'utf8')) ?? ''; // no IPv6
    for (const row of text.trim().split('\n').slice(1)) {
      const columns = row.trim().split(/\s+/);
      // Port 53 at the far end: the system's resolver, which takes its time where nobody answers.
      const isLookup = table !== 'unix' && columns[2]?.endsWith(':0035');
      kinds.set(`socket:[${columns[inodeColumn]}]`, isLookup ? 'name lookup' : table);
    }
  }
  return kinds;
}

function ifThere<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    // The second one while a process goes (proc(5)).
    const { code = '' } = error as NodeJS.ErrnoException;
    if (['ENOENT', 'ESRCH'].includes(code)) return undefined;
    throw error;
  }
}

/** Resolves when a condition holds; rejects after the deadline with what was waited for. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  what: string | (() => string),
  deadlineMs: number,
): Promise<void> {
  const end = Date.now() + deadlineMs;
  while (!(await condition())) {
    if (Date.now() > end) {
      const missing = typeof what === 'string' ? what : what();
      throw new Error(`not within ${deadlineMs} ms: ${missing}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
