import { spawn } from 'node:child_process';

/**
 * Kills a child and everything that it started. On POSIX every child leads a process group of its
 * own (see child.ts), which is killed as a whole; Windows has `taskkill /T`. Nobody left is no error.
 */
export function killTree(pid: number): void {
  if (process.platform === 'win32') {
    const killer = spawn('taskkill', ['/pid', String(pid), '/T', '/F'], {
      stdio: 'ignore',
      windowsHide: true,
    });
    killer.on('error', () => undefined);
    return;
  }
  signalIfThere(-pid);
  signalIfThere(pid);
}

/**
 * Kills what an ended child left running (POSIX). Only the group is signalled: the number of the
 * child itself may be another process's by now, whereas that of a group isn't reused while it lives.
 */
export function killLeftovers(pid: number): void {
  if (process.platform !== 'win32') signalIfThere(-pid);
}

function signalIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // ESRCH: already gone. EPERM (macOS): only zombies are left, which are gone as well.
  }
}
