/** How often silence is looked at, ms. */
const LOOK_EVERY_MS = 250;

export interface SilenceNudgeOptions {
  /** 0 (at once) … 1 (very late). */
  patience: number;
  /** The side that opened the call is the first to speak up. */
  opener: boolean;
  /** Is anybody speaking, or about to? */
  busy(): boolean;
  now(): number;
  onNudge(): void;
}

/** Somebody speaks up when nobody has said anything for a while, as people on the phone do. */
export class SilenceNudge {
  private readonly options: SilenceNudgeOptions;
  private timer: NodeJS.Timeout | undefined;
  private quietSinceMs = 0;

  constructor(options: SilenceNudgeOptions) {
    this.options = options;
  }

  start(): void {
    this.quietSinceMs = this.options.now();
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Called by the timer. */
  look(): void {
    const now = this.options.now();
    if (this.options.busy()) {
      this.quietSinceMs = now;
      return;
    }
    if (now - this.quietSinceMs < nudgeAfterMs(this.options)) return;
    this.quietSinceMs = now;
    this.options.onNudge();
  }
}

/** The two sides never wait equally long, else both would speak up at once. */
export function nudgeAfterMs({ patience, opener }: { patience: number; opener: boolean }): number {
  const own = 3000 + 3000 * patience;
  return opener ? own : own + 4000;
}
