import { readdirSync, readFileSync } from 'node:fs';

/** Kernel clock ticks in a second (USER_HZ, 100 on every Linux). */
const TICKS = 100;

/** How often is looked: what a process did after the last look before its end is lost. */
const LOOK_EVERY_MS = 250;

/**
 * CPU time of processes and all their descendants, those included that end in the meantime (proc(5),
 * fields utime and stime). NaN where the system has no /proc: the figure is left out, not invented.
 */
export class CpuMeter {
  private readonly roots: readonly number[];
  private readonly first = new Map<number, number>();
  private readonly last = new Map<number, number>();
  private readonly timer: NodeJS.Timeout;
  private readonly startedAtMs = performance.now();

  constructor(roots: readonly number[]) {
    this.roots = roots;
    this.look();
    // Who was there before has used what it has used; newcomers start from nothing.
    for (const [pid, cpu] of this.last) this.first.set(pid, cpu);
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS);
  }

  /** Ends the measurement. @returns the mean number of cores kept busy */
  stop(): number {
    this.look();
    clearInterval(this.timer);
    if (this.last.size === 0) return Number.NaN;
    let seconds = 0;
    for (const [pid, cpu] of this.last) seconds += cpu - (this.first.get(pid) ?? 0);
    return seconds / ((performance.now() - this.startedAtMs) / 1000);
  }

  private look(): void {
    const stats = processes() ?? [];
    const wanted = new Set(this.roots);
    for (let size = 0; size !== wanted.size;) {
      size = wanted.size;
      for (const { pid, parent } of stats) if (wanted.has(parent)) wanted.add(pid);
    }
    for (const { pid, cpu } of stats) if (wanted.has(pid)) this.last.set(pid, cpu);
  }
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
