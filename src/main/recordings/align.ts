import type { Turn } from '../../contract/conversation.ts';
import type { Activity, ClockPoint } from '../../contract/recorder-messages.ts';
import { SIDES, type PerSide, type Side } from '../../contract/side.ts';
import type { FromWorker } from '../../contract/worker-messages.ts';
import { audibleText, placeWords } from './align-words.ts';
import { recordingClock } from './clock.ts';
import { delayVotes, estimateDelay, type Expected } from './delay.ts';
import { withGaps } from './gaps.ts';
import { percentile } from '../../contract/figures.ts';
import { longestSilence, spansWithin } from './spans.ts';

/** A turn as its worker reported it. */
export type TurnClaim = Pick<
  Extract<FromWorker, { kind: 'turn-ended' }>,
  'intended' | 'text' | 'words' | 'startMonotonicMs' | 'endMonotonicMs' | 'playedMs' | 'interrupted'
> &
  Pick<Turn, 'id' | 'side' | 'speaker' | 'heard'>;

/** What of the time was recorded at all. */
export interface RecordedExtent {
  durationMs: number;
  holes: readonly { startMs: number; endMs: number }[];
}

interface Placed extends Expected {
  claim: TurnClaim;
  startMs: number;
}

/** Sound this far outside of where a turn is expected still belongs to it. */
const REACH_MS = 250;
/** Pieces of sound shorter than this, cut off at a border between turns, are nobody's. */
const SLIVER_MS = 20;
/** How many turns before and after count for the delay at one turn. */
const NEIGHBOURS = 2;

/**
 * Turns on the recording's clock, by the sound. The claims are taken over to the recording's clock; the
 * delay of the way (nearly constant for a side) is estimated over all turns and refined over neighbours;
 * each turn then begins and ends with the audible spans of its channel that lie there.
 *
 * A turn that was recorded but never audible is left out (its events stay in the log). A turn of a time
 * that was not recorded (a hole, or after the end) keeps its text and its expected times.
 */
export function alignTurns(
  claims: readonly TurnClaim[],
  activity: PerSide<Activity>,
  clock: readonly ClockPoint[],
  extent: RecordedExtent = { durationMs: Number.POSITIVE_INFINITY, holes: [] },
): Turn[] {
  const toRecording = recordingClock(clock, earliest(claims));
  const expected = perSideOf((side) =>
    claims
      .filter((claim) => claim.side === side)
      .map((claim) => expect(claim, toRecording))
      .toSorted((one, other) => one.startMs - other.startMs),
  );
  const votes = perSideOf((side) => delayVotes(expected[side], activity[side]));
  const turns = SIDES.flatMap((side) => {
    const delayMs = estimateDelay(votes[side], votes[side === 'a' ? 'b' : 'a']);
    return alignSide(expected[side], activity[side], delayMs, extent);
  });
  return withGaps(turns);
}

function alignSide(
  turns: readonly Placed[],
  spans: Activity,
  delayMs: number,
  extent: RecordedExtent,
): Turn[] {
  const first = assign(turns, spans, () => delayMs);
  const residuals = turns.map((turn, index) => {
    const start = first[index]?.[0]?.[0];
    return start === undefined ? undefined : start - turn.onsetMs;
  });
  const local = (index: number): number => {
    const near = residuals.slice(Math.max(0, index - NEIGHBOURS), index + NEIGHBOURS + 1);
    return (
      percentile(
        near.filter((residual) => residual !== undefined),
        0.5,
      ) ?? delayMs
    );
  };
  const found = assign(turns, spans, local);
  return turns.flatMap((turn, index) => toTurn(turn, found[index] ?? [], local(index), extent));
}

/** Gives each turn the audible spans that lie where it is expected. */
function assign(
  turns: readonly Placed[],
  spans: Activity,
  delay: (index: number) => number,
): Activity[] {
  const shifted = turns.map((turn, index) => ({
    from: turn.onsetMs + delay(index),
    to: Math.max(turn.endMs, turn.onsetMs) + delay(index),
  }));
  const borders = shifted
    .slice(1)
    .map((next, index) => border(spans, shifted[index]!.to, next.from));
  return shifted.map(({ from, to }, index) => {
    const before = borders[index - 1] ?? Number.NEGATIVE_INFINITY;
    const after = borders[index] ?? Number.POSITIVE_INFINITY;
    const left = Math.max(from - REACH_MS, before);
    const right = Math.min(to + REACH_MS, after);
    return touched(spans, { left, right, borders: [before, after] });
  });
}

/** Where one turn ends and the next begins: in the longest silence near there, if there is one. */
function border(spans: Activity, endMs: number, startMs: number): number {
  const middle = (endMs + startMs) / 2;
  const reach = Math.max(REACH_MS / 2, Math.abs(startMs - endMs) / 2);
  const silence = longestSilence(spans, middle - reach, middle + reach);
  return silence ? (silence[0] + silence[1]) / 2 : middle;
}

/** Spans that reach into [left, right], as far as the borders to the turns before and after allow. */
function touched(
  spans: Activity,
  { left, right, borders }: { left: number; right: number; borders: [number, number] },
): Activity {
  const within = spansWithin(spans, left, right, SLIVER_MS);
  const [first, last] = [within[0], within.at(-1)];
  if (!first || !last) return within;
  const whole = spansWithin(spans, ...borders, SLIVER_MS);
  return whole.filter(([start, end]) => end > first[0] && start < last[1]);
}

function toTurn(
  { claim, ...expected }: Placed,
  spans: Activity,
  delayMs: number,
  extent: RecordedExtent,
): Turn[] {
  const startMs = spans[0]?.[0] ?? Math.max(0, expected.startMs + delayMs);
  const endMs = spans.at(-1)?.[1] ?? Math.max(startMs, expected.endMs + delayMs);
  if (spans.length === 0 && wasRecorded(extent, startMs, endMs)) return [];
  const offsetMs = expected.onsetMs - expected.startMs;
  const words = placeWords(claim, { firstSampleMs: startMs - offsetMs, startMs, endMs, spans });
  const { id, side, speaker, intended, heard, interrupted } = claim;
  const text = interrupted ? audibleText(claim, words.length) : claim.text;
  const base = { id, index: 0, side, speaker, text, intended, heard, startMs, endMs };
  return [{ ...base, interrupted, words, segments: [...spans], gapMs: null }];
}

/** Whether at least half of a stretch lies where sound was recorded. */
function wasRecorded(
  { durationMs, holes }: RecordedExtent,
  startMs: number,
  endMs: number,
): boolean {
  const end = Math.min(endMs, durationMs);
  const missing = holes.reduce(
    (sum, hole) => sum + Math.max(0, Math.min(hole.endMs, end) - Math.max(hole.startMs, startMs)),
    0,
  );
  return Math.max(0, end - startMs) - missing >= (endMs - startMs) / 2 && startMs <= durationMs;
}

/** The first sound: words that carry the voice's own times tell how much silence comes before it. */
function expect(claim: TurnClaim, toRecording: (ms: number) => number): Placed {
  const startMs = toRecording(claim.startMonotonicMs);
  const first = claim.words[0];
  const leadMs = first?.origin === 'provider' ? Math.max(0, first.startMs) : 0;
  const endMs = Math.max(toRecording(claim.endMonotonicMs), startMs + claim.playedMs);
  return {
    claim,
    startMs,
    onsetMs: startMs + leadMs,
    endMs: claim.interrupted ? startMs + claim.playedMs : endMs,
  };
}

function earliest(claims: readonly TurnClaim[]): number {
  return claims.reduce(
    (least, { startMonotonicMs }) => Math.min(least, startMonotonicMs),
    Infinity,
  );
}

function perSideOf<T>(make: (side: Side) => T): PerSide<T> {
  return { a: make('a'), b: make('b') };
}
