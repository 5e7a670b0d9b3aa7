import { overlapMs, percentile } from '../../../contract/figures.ts';
import type { LiveTurn } from '../../../contract/live.ts';
import type { Activity } from '../../../contract/recorder-messages.ts';
import type { Side } from '../../../contract/side.ts';

/** Turn-taking as far as it is known. Times in ms; null without values. */
export interface LiveStatistics {
  gapMedianMs: number | null;
  gapP95Ms: number | null;
  /** Time in which both sides spoke. */
  overlapMs: number;
  interruptions: number;
  /** Finished turns. */
  turnCount: number;
  gaps: readonly number[];
}

/** Counts what has been spoken; turns that are still open have no end to count by. */
export function liveStatistics(turns: readonly LiveTurn[]): LiveStatistics {
  const closed = turns.filter((turn) => !turn.open);
  const gaps = turns.flatMap((turn) => turn.gapMs ?? []);
  return {
    gapMedianMs: percentile(gaps, 0.5),
    gapP95Ms: percentile(gaps, 0.95),
    overlapMs: overlapMs(spansOf(turns, 'a'), spansOf(turns, 'b')),
    interruptions: closed.filter((turn) => turn.interrupted).length,
    turnCount: closed.length,
    gaps,
  };
}

function spansOf(turns: readonly LiveTurn[], side: Side): Activity {
  return turns.filter((turn) => turn.side === side).map(({ startMs, endMs }) => [startMs, endMs]);
}

/** A bar of the gap histogram: gaps from `fromMs` up to, not including, `toMs`. */
export interface GapBin {
  fromMs: number;
  toMs: number;
  count: number;
  /** The median falls into it. */
  median: boolean;
}

/** Width of a bar, ms, and the range that the bars cover; what lies outside counts in the outermost. */
const BIN_MS = 100;
const LEAST_MS = -500;
const MOST_MS = 1000;

/** How the gaps are spread, from 0.5 s of overlap to 1 s of silence and beyond. */
export function gapHistogram(gaps: readonly number[]): GapBin[] {
  const median = percentile(gaps, 0.5);
  const last = (MOST_MS - LEAST_MS) / BIN_MS - 1;
  const binOf = (ms: number): number =>
    Math.min(last, Math.max(0, Math.floor((ms - LEAST_MS) / BIN_MS)));
  const bins = Array.from({ length: last + 1 }, (_, index) => ({
    fromMs: LEAST_MS + index * BIN_MS,
    toMs: LEAST_MS + (index + 1) * BIN_MS,
    count: 0,
    median: median !== null && binOf(median) === index,
  }));
  for (const gap of gaps) bins[binOf(gap)]!.count += 1;
  return bins;
}
