/** What is known of a recording that grows: where it was, and when that was told. */
export interface ClockReport {
  /** Ms of the recording. */
  atMs: number;
  /** Ms of the page's monotonic clock. */
  toldMs: number;
  /** False once the recording has ended: it stands still. */
  running: boolean;
}

/**
 * How far the page shows the recording behind what is known of it, ms: reports come five times a second,
 * and what is shown must not run ahead of the waveform.
 */
const BEHIND_MS = 200;
/** A report that is so late that the recording may have stopped: the clock waits for it, ms. */
const LONGEST_WAIT_MS = 1500;
/** Differences up to this are jitter of the messages and are evened out, ms. */
const JITTER_MS = 400;
/** The share of a difference that one report corrects. */
const CORRECTION = 0.25;

/** Takes a new report in; small jitter doesn't make the clock jump. */
export function reportClock(
  before: ClockReport | undefined,
  atMs: number,
  toldMs: number,
  running: boolean,
): ClockReport {
  if (!before?.running || !running) return { atMs, toldMs, running };
  const expected = before.atMs + (toldMs - before.toldMs);
  const difference = atMs - expected;
  if (Math.abs(difference) > JITTER_MS) return { atMs, toldMs, running };
  return { atMs: expected + difference * CORRECTION, toldMs, running };
}

/** Where the recording is shown at this moment, ms. */
export function readClock({ atMs, toldMs, running }: ClockReport, nowMs: number): number {
  if (!running) return atMs;
  const since = Math.min(Math.max(0, nowMs - toldMs), LONGEST_WAIT_MS);
  return Math.max(0, atMs + since - BEHIND_MS);
}

/** Corrections don't let what is shown go back: it waits until the clock has caught up. */
export function moveClock(shownMs: number, readMs: number): number {
  const back = shownMs - readMs;
  return back > 0 && back <= JITTER_MS ? shownMs : readMs;
}
