import type { WebContents } from 'electron';
import { decideRestart } from '../../restart-policy.ts';

export interface CrashPorts {
  now(): number;
  after(ms: number, work: () => void): void;
  /** It crashed too often: told to the user, who may still reload by the menu. */
  giveUp(): void;
}

/** A page that crashed is loaded again: runs go on in the host and the page restores its view. */
export function reloadAfterCrash(
  contents: Pick<WebContents, 'on' | 'reload'>,
  ports: CrashPorts,
): void {
  const crashes: number[] = [];
  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    crashes.push(ports.now());
    const decision = decideRestart(crashes, ports.now());
    if (decision.kind === 'restart') ports.after(decision.delayMs, () => contents.reload());
    else ports.giveUp();
  });
}
