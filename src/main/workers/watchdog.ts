import { HEARTBEAT_MS } from '../../contract/child-messages.ts';

/**
 * Says when a child gave no sign of life for too long. It counts its own ticks and not the time of
 * day: a host that was itself suspended (sleep, SIGSTOP, a blocked event loop) ticks once when it is
 * back, then reads the waiting heartbeats, and blames nobody.
 */
export class Watchdog {
  private readonly limit: number;
  private readonly onSilence: () => void;
  private missed = 0;
  private timer: NodeJS.Timeout | undefined;

  /** @param silenceMs without a sign of life for so long, `onSilence` is called once. */
  constructor(silenceMs: number, onSilence: () => void) {
    this.limit = Math.max(1, Math.ceil(silenceMs / HEARTBEAT_MS));
    this.onSilence = onSilence;
  }

  start(): void {
    this.stop();
    this.timer = setInterval(() => this.tick(), HEARTBEAT_MS);
  }

  alive(): void {
    this.missed = 0;
  }

  stop(): void {
    clearInterval(this.timer);
    this.missed = 0;
  }

  private tick(): void {
    this.missed += 1;
    if (this.missed < this.limit) return;
    this.stop();
    this.onSilence();
  }
}
