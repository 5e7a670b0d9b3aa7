/** What arrives within this time came at once, ms; it says nothing about the pace. */
const BURST_MS = 5;
/** So long the pace is watched at least, ms; and at most where only one piece came. */
const WATCH_MS = 55;
const LONGEST_WATCH_MS = 100;
/** Voice that waits, ms: with so much of it, it is played whatever its pace. */
const PLENTY_MS = 500;
/** ... and with so much, if it was one piece: its sender works in pieces about that long. */
const ONE_PIECE_MS = 140;
/** From this pace on voice runs ahead of its playing soon, so that little need wait. */
const FAST = 1.2;
const FAST_MS = 130;
/** Voice at about the pace of its playing; what waits covers its unsteadiness. */
const STEADY = 0.97;
const STEADY_MS = 250;
/** Slower voice must stall or wait; at the most for so long. */
const SLOW_MS = 400;
const MOST_MS = 1500;
/** Each stall of a turn shows that more is needed, ms. */
const MORE_AFTER_STALL_MS = 150;
/** A piece may come so much early: without this a short watch would take it for a fast pace. */
const UNSTEADY_MS = 10;

/**
 * How fast voice arrives, and whether enough of it waits to begin playing. Times are ms of one clock.
 */
export class Arrival {
  private readonly stalls: number;
  private sinceMs: number | undefined;
  private lastMs = 0;
  private burstMs = 0;
  private arrivedMs = 0;
  private expectedMs = 0;

  /** @param stalls how often the turn has run dry so far */
  constructor(stalls: number) {
    this.stalls = stalls;
  }

  /**
   * Voice of this length came.
   *
   * @param expectedMs how long the voice will be that begins with it, as far as one can guess
   */
  add(lengthMs: number, nowMs: number, expectedMs = 0): void {
    this.sinceMs ??= nowMs;
    if (nowMs - this.sinceMs <= BURST_MS) this.burstMs += lengthMs;
    else this.lastMs = nowMs;
    this.arrivedMs += lengthMs;
    this.expectedMs += expectedMs;
  }

  /** Whether what came may be played now; asked again a little later, time alone can change it. */
  isEnough(nowMs: number): boolean {
    if (this.sinceMs === undefined) return false;
    if (this.arrivedMs >= Math.max(PLENTY_MS, this.stalls * MORE_AFTER_STALL_MS)) {
      return this.pace(nowMs) >= STEADY || this.arrivedMs >= this.neededMs(this.pace(nowMs));
    }
    const watchedMs = nowMs - this.sinceMs;
    if (watchedMs < WATCH_MS) return false;
    if (this.lastMs === 0) return watchedMs >= LONGEST_WATCH_MS && this.arrivedMs >= ONE_PIECE_MS;
    return this.arrivedMs >= this.neededMs(this.pace(nowMs));
  }

  /** Voice per time: 1 is the pace of its playing. */
  private pace(nowMs: number): number {
    const sinceMs = this.sinceMs ?? nowMs;
    const overall = this.arrivedMs / Math.max(nowMs - sinceMs, 1);
    if (this.lastMs === 0) return overall;
    return Math.min(
      (this.arrivedMs - this.burstMs) / (this.lastMs - sinceMs + UNSTEADY_MS),
      overall,
    );
  }

  private neededMs(pace: number): number {
    if (pace >= FAST && this.stalls === 0) return FAST_MS;
    const more = this.stalls * MORE_AFTER_STALL_MS;
    if (pace >= STEADY) return Math.min(STEADY_MS + more, MOST_MS);
    const missing = this.expectedMs * (1 - pace);
    return Math.min(Math.max(SLOW_MS + more, missing), MOST_MS);
  }
}
