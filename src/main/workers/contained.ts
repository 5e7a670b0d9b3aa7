import type { Log } from '../log.ts';

/**
 * Runs what calls listeners. One listener's fault is logged and goes no further: it must not end the
 * supervision of a process, and with it all other runs.
 */
export function contained(log: Log, about: string, run: () => void): void {
  try {
    run();
  } catch (error) {
    log.error({ err: error, about }, 'a listener failed');
  }
}
