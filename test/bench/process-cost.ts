import { readdirSync, readFileSync } from 'node:fs';

/** Kernel clock ticks in a second (USER_HZ, 100 on every Linux). */
const TICKS = 100;

/**
 * CPU seconds used so far by processes and all their descendants (proc(5), fields utime and stime).
 * NaN where the system has no /proc: then the figure is left out, not invented.
 */
export function cpuSeconds(roots: readonly number[]): number {
  const stats = processes();
  if (!stats) return Number.NaN;
  const wanted = new Set(roots);
  for (let grown = true; grown;) {
    grown = false;
    for (const { pid, parent } of stats) {
      if (wanted.has(pid) || !wanted.has(parent)) continue;
      wanted.add(pid);
      grown = true;
    }
  }
  return stats.filter(({ pid }) => wanted.has(pid)).reduce((sum, { cpu }) => sum + cpu, 0);
}

function processes(): { pid: number; parent: number; cpu: number }[] | undefined {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => readProcess(Number(name)));
  } catch {
    return undefined;
  }
}

function readProcess(pid: number): { pid: number; parent: number; cpu: number }[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in brackets and may hold spaces.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const cpu = (Number(fields[11]) + Number(fields[12])) / TICKS;
    return [{ pid, parent: Number(fields[1]), cpu }];
  } catch {
    return []; // ended in the meantime
  }
}
