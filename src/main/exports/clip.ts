import type { LoggedConversation } from '../../contract/conversation-document.ts';
import type { Recording, Turn } from '../../contract/conversation.ts';
import { withGaps } from '../recordings/gaps.ts';
import type { ClipRange } from './clip-range.ts';
import { clipTurn } from './clip-turn.ts';

/**
 * The part of a conversation that lies in a stretch, as a conversation of its own: times count from the
 * stretch's start, turns are cut at its borders. What is told of the whole only is left out: metrics, egress,
 * usage, and the log of the run, which repeats turns whole.
 */
export function clipConversation(
  conversation: LoggedConversation,
  range: ClipRange,
): LoggedConversation {
  const { fromMs, toMs } = range;
  const stretch = { ...range, wholeMs: conversation.durationMs };
  const turns = conversation.turns.flatMap((turn) => clipTurn(turn, stretch) ?? []);
  return {
    ...conversation,
    id: `${conversation.id}-${Math.round(fromMs)}-${Math.round(toMs)}`,
    title: `${conversation.title} (${seconds(fromMs)} – ${seconds(toMs)} s)`,
    durationMs: toMs - fromMs,
    turns: regapped(turns),
    recordings: conversation.recordings.map((recording) => clipRecording(recording, range)),
    events: [],
    metrics: null,
    egress: null,
    usage: null,
  };
}

/** Who had the floor before the clip is not part of it, so offsets are of its own turns only. */
function regapped(turns: readonly Turn[]): Turn[] {
  return withGaps(turns.map((turn) => ({ ...turn, gapMs: null })));
}

function clipRecording(recording: Recording, { fromMs, toMs }: ClipRange): Recording {
  const holes = recording.holes
    .map(({ startMs, endMs }) => ({
      startMs: Math.max(startMs, fromMs) - fromMs,
      endMs: Math.min(endMs, toMs) - fromMs,
    }))
    .filter(({ startMs, endMs }) => startMs < endMs);
  const durationMs = Math.min(recording.durationMs, toMs) - Math.min(recording.durationMs, fromMs);
  return { ...recording, durationMs, holes };
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}
