import type { Turn } from '../../../contract/conversation.ts';

type Timed = Pick<Turn, 'startMs' | 'endMs' | 'words'>;

/** The turn at a moment: the last one that has begun; −1 before the first. */
export function turnIndexAt(turns: readonly Pick<Turn, 'startMs'>[], ms: number): number {
  let [low, high] = [0, turns.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (turns[middle]!.startMs <= ms) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Within this time after its start, "previous" means the one before, ms. */
const JUST_BEGUN_MS = 1200;

/** Where the key for the next turn leads; undefined at the last one. */
export function nextTurnMs(turns: readonly Timed[], ms: number): number | undefined {
  return turns[turnIndexAt(turns, ms) + 1]?.startMs;
}

/** Where the key for the previous turn leads: the start of this one, or of the one before when it has just begun. */
export function previousTurnMs(turns: readonly Timed[], ms: number): number {
  const index = turnIndexAt(turns, ms);
  const now = turns[index];
  if (!now) return 0;
  return ms - now.startMs > JUST_BEGUN_MS ? now.startMs : (turns[index - 1]?.startMs ?? 0);
}

/** The start of the next (1) or previous (−1) word of anybody; undefined when there is none. */
export function wordMs(turns: readonly Timed[], ms: number, step: 1 | -1): number | undefined {
  const index = turnIndexAt(turns, ms);
  // Turns overlap, so that the neighbours' words count too.
  const starts = turns
    .slice(Math.max(0, index - 2), index + 3)
    .flatMap((turn) => turn.words.map((word) => word.startMs))
    .sort((one, other) => one - other);
  if (step === 1) return starts.find((start) => start > ms + 1);
  // The word that is spoken began before; going back means the one before it.
  const begun = starts.filter((start) => start <= ms);
  return begun.at(ms - (begun.at(-1) ?? 0) > 300 ? -1 : -2);
}
