import type { FromWorker } from '../../../contract/worker-messages.ts';
import type { SoundTurn } from './sounding.ts';

/** Overlap that is more than the tail of a turn, ms. */
const CUT_OVERLAP_MS = 150;

interface Span {
  startMs: number;
  endMs: number;
}

/** When our side, the caller, spoke; by what it tells itself. Times are monotonic ms. */
export class CallerTurns {
  private readonly spans: Span[] = [];
  private heardUntilMs = Number.NEGATIVE_INFINITY;

  take(message: FromWorker): void {
    if (message.kind === 'turn-started') {
      this.spans.push({ startMs: message.atMonotonicMs, endMs: Number.POSITIVE_INFINITY });
    }
    const last = this.spans.at(-1);
    if (message.kind === 'turn-ended' && last) last.endMs = message.endMonotonicMs;
  }

  get any(): boolean {
    return this.spans.length > 0;
  }

  get isSpeaking(): boolean {
    return this.spans.at(-1)?.endMs === Number.POSITIVE_INFINITY;
  }

  /** Whether a turn of the agent ended because the caller spoke into it and went on. */
  cut({ startMs, endMs }: Pick<SoundTurn, 'startMs' | 'endMs'>): boolean {
    return this.spans.some(
      (span) =>
        span.startMs > startMs && span.startMs < endMs - CUT_OVERLAP_MS && span.endMs >= endMs,
    );
  }

  /**
   * When the words were said that the agent says now to have understood: since its last ones, no matter how
   * long its recognition takes.
   */
  heardAt(nowMs: number): Span {
    const first = this.spans[0]?.startMs ?? nowMs;
    const startMs = Math.min(Math.max(this.heardUntilMs, first), nowMs);
    this.heardUntilMs = nowMs;
    return { startMs, endMs: nowMs };
  }
}
