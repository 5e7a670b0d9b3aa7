import { monotonicMs } from '../../../contract/clock.ts';

/** Nobody pauses so long; and a little less than the other side waits before it takes the floor, ms. */
const QUIET_MS = 3000;

/**
 * Notices that an answer has begun and nothing more of it comes. Only what the server says about answers
 * counts: it may go on telling what it hears.
 */
export class AnswerWatch {
  private readonly timeoutMs: number;
  private readonly onStall: () => void;
  private timer: NodeJS.Timeout | undefined;
  private hasSounded = false;
  private lastMs = 0;

  /** @param timeoutMs so long nothing comes, ms */
  constructor(timeoutMs: number, onStall: () => void) {
    this.timeoutMs = timeoutMs;
    this.onStall = onStall;
  }

  /** The server said this. */
  take(type: string): void {
    if (type === 'response.done') return this.stop();
    if (type === 'response.created') return this.start();
    if (!this.timer || !type.startsWith('response.')) return;
    this.timer.refresh();
    this.lastMs = monotonicMs();
    this.hasSounded ||= type.endsWith('audio.delta');
  }

  /** It sounded, and nothing has come since for longer than a pause. */
  get isQuiet(): boolean {
    return this.timer !== undefined && this.hasSounded && monotonicMs() - this.lastMs >= QUIET_MS;
  }

  /** Nobody waits for the answer any more. */
  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private start(): void {
    this.stop();
    this.hasSounded = false;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.onStall();
    }, this.timeoutMs);
  }
}
