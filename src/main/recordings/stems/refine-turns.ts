import type { Turn, Word } from '../../../contract/conversation.ts';
import type { Activity } from '../../../contract/recorder-messages.ts';
import type { PerSide, Side } from '../../../contract/side.ts';
import { audibleText } from '../align-words.ts';
import { withGaps } from '../gaps.ts';
import { spansWithin } from '../spans.ts';
import { msToSamples, placedAt } from './lag.ts';
import type { LocatedStem, StemClaim } from './locate-stems.ts';
import { FINE_RATE } from './sound.ts';

/** A measured edge so close to where the stem has it is that edge; further away it is another sound's. */
const SAME_EDGE_MS = 60;
/** The stem's place is known at a moment when it is certain this close to it. */
const CERTAIN_WITHIN = msToSamples(70);
/** Pieces of sound shorter than this, cut off by the edge of a turn, are nobody's. */
const SLIVER_MS = 20;

/**
 * Turns and words moved to where their stems lie. Edges that were measured stay where they agree with the
 * stem: they are what was audible. Words follow the stem wherever its place is known; a turn without one
 * stays as it is.
 */
export function refineTurns(
  turns: readonly Turn[],
  claims: readonly StemClaim[],
  stems: readonly LocatedStem[],
  activity: PerSide<Activity>,
): Turn[] {
  if (stems.length === 0) return [...turns];
  const byId = new Map(stems.map((stem) => [stem.turnId, stem]));
  const claimed = new Map(claims.map((claim) => [claim.id, claim]));
  const refined = turns.map((turn) => {
    const [stem, claim] = [byId.get(turn.id), claimed.get(turn.id)];
    if (!stem || !claim || stem.lags.length === 0) return turn;
    const framed = withEdges(turn, stem, activity[turn.side]);
    return withWords(framed, claim, stem);
  });
  return withGaps(apart(refined));
}

function withEdges(turn: Turn, stem: LocatedStem, activity: Activity): Turn {
  const startMs = edge(turn.startMs, stem, stem.onset);
  const endMs = edge(turn.endMs, stem, stem.last);
  if (startMs === turn.startMs && endMs === turn.endMs) return turn;
  if (endMs <= startMs) return turn;
  const within = spansWithin(activity, startMs, endMs, SLIVER_MS);
  const segments: Activity = within.length > 0 ? within : [[startMs, endMs]];
  return { ...turn, startMs, endMs, segments };
}

function edge(measuredMs: number, { lags }: LocatedStem, at: number): number {
  const isCertain = lags.some((lag) => Math.abs(lag.at - at) <= CERTAIN_WITHIN);
  const placedMs = Math.max(0, toMs(placedAt(lags, at)));
  return isCertain && Math.abs(placedMs - measuredMs) > SAME_EDGE_MS ? placedMs : measuredMs;
}

function withWords(turn: Turn, claim: StemClaim, { lags }: LocatedStem): Turn {
  const { startMs, endMs, interrupted } = turn;
  let latest = startMs;
  const place = (ms: number): number => {
    latest = Math.max(latest, toMs(placedAt(lags, msToSamples(ms))));
    return latest;
  };
  const words: Word[] = claim.words
    .map((word) => ({ ...word, startMs: place(word.startMs), endMs: place(word.endMs) }))
    .filter((word) => !interrupted || (word.startMs + word.endMs) / 2 <= endMs)
    .map((word) => ({
      ...word,
      startMs: Math.min(word.startMs, endMs),
      endMs: Math.min(word.endMs, endMs),
    }));
  const text = interrupted ? audibleText(claim, words.length) : turn.text;
  return { ...turn, text, words };
}

/** Turns of one side do not overlap: where one was moved and its neighbour was not, that one is cut. */
function apart(turns: readonly Turn[]): Turn[] {
  const next: Record<Side, number> = { a: Infinity, b: Infinity };
  return turns
    .toSorted((one, other) => other.startMs - one.startMs)
    .map((turn) => {
      const limit = next[turn.side];
      next[turn.side] = turn.startMs;
      return turn.endMs <= limit ? turn : cut(turn, limit);
    });
}

function cut(turn: Turn, endMs: number): Turn {
  const words = turn.words.map((word) => ({
    ...word,
    startMs: Math.min(word.startMs, endMs),
    endMs: Math.min(word.endMs, endMs),
  }));
  const segments = spansWithin(turn.segments, turn.startMs, endMs);
  return { ...turn, endMs, words, segments };
}

function toMs(samples: number): number {
  return (samples * 1000) / FINE_RATE;
}
