import type { Metrics, Turn } from '../../contract/conversation.ts';
import { overlapMs, percentile } from '../../contract/figures.ts';
import type { Activity } from '../../contract/recorder-messages.ts';
import type { PerSide } from '../../contract/side.ts';
import { wordErrorRate } from './wer.ts';

export interface MetricsInput {
  /** Aligned: see align.ts. */
  turns: readonly Turn[];
  activity: PerSide<Activity>;
  /** When the sides were dispatched; null when they never were. */
  dispatchMonotonicMs: number | null;
  /** When sample 0 of the recording was; null when that is not known. */
  sampleZeroMonotonicMs: number | null;
}

/**
 * What a conversation was like, from its turns and from its sound.
 * Gaps are the floor transfers of the turns (`gapMs`); overlap and speech time come from the audio alone.
 */
export function computeMetrics(input: MetricsInput): Metrics {
  const { turns, activity } = input;
  const gaps = turns.flatMap((turn) => turn.gapMs ?? []);
  return {
    firstSpeechMs: firstSpeechMs(input),
    gapMedianMs: percentile(gaps, 0.5),
    gapP95Ms: percentile(gaps, 0.95),
    overlapMs: overlapMs(activity.a, activity.b),
    interruptions: turns.filter((turn) => turn.interrupted).length,
    heardWer: heardWer(turns),
    turnCount: turns.length,
    speechMs: { a: totalMs(activity.a), b: totalMs(activity.b) },
  };
}

/** Errors of all turns over words of all turns, for the turns that the other side reported to have heard. */
function heardWer(turns: readonly Turn[]): number | null {
  let errors = 0;
  let words = 0;
  for (const { text, heard } of turns) {
    if (heard === null) continue;
    const turn = wordErrorRate(text, heard);
    errors += turn.errors;
    words += turn.words;
  }
  return words === 0 ? null : errors / words;
}

function firstSpeechMs(input: MetricsInput): number | null {
  const { activity, dispatchMonotonicMs, sampleZeroMonotonicMs } = input;
  const starts = [activity.a[0], activity.b[0]].flatMap((span) => (span ? [span[0]] : []));
  if (dispatchMonotonicMs === null || sampleZeroMonotonicMs === null) return null;
  if (starts.length === 0) return null;
  return sampleZeroMonotonicMs + Math.min(...starts) - dispatchMonotonicMs;
}

function totalMs(spans: Activity): number {
  return spans.reduce((sum, [startMs, endMs]) => sum + endMs - startMs, 0);
}
