/**
 * When is the other side's turn over?
 *
 * The other side says so itself where it can: our agents publish their state, and a pause of somebody
 * who is still "speaking" is a pause, however long the model behind it takes for its next sentence.
 * Without that word (an agent of somebody else) the end-of-turn model decides, with time as a backstop.
 */
export type PeerFloor =
  /** It says that it is speaking. */
  | 'held'
  /** It has just said that it is not; its last sound is still under way. */
  | 'releasing'
  /** It says that it is not. */
  | 'released'
  /** It says nothing. */
  | 'unknown';

export interface Pause {
  /** Silence up to now, ms. */
  silenceMs: number;
  floor: PeerFloor;
  /** Probability (0 … 1) of the end-of-turn model for this pause; undefined while not asked. */
  completeness: number | undefined;
}

export type PauseVerdict = 'wait' | 'guess' | 'end';

/** A closure inside a word is shorter. */
const RELEASED_SILENCE_MS = 96;
/** From here on a guess at the words is worth its cost. */
const GUESS_SILENCE_MS = { held: 700, releasing: 32, released: 32, unknown: 192 } as const;
/** Somebody who claims to speak but has been silent this long does not. */
const HELD_SILENCE_MS = 4000;
const COMPLETE_SILENCE_MS = 320;
const INCOMPLETE_SILENCE_MS = 1600;
/** The end-of-turn model's own threshold for English. */
const COMPLETE_PROBABILITY = 0.5;

/** What a pause means: go on waiting, prepare an answer in case, or the turn is over. */
export function judgePause(pause: Pause): PauseVerdict {
  if (pause.silenceMs >= endAfterMs(pause)) return 'end';
  return pause.silenceMs >= GUESS_SILENCE_MS[pause.floor] ? 'guess' : 'wait';
}

function endAfterMs({ floor, completeness }: Pause): number {
  if (floor === 'released') return RELEASED_SILENCE_MS;
  if (floor === 'held' || floor === 'releasing') return HELD_SILENCE_MS;
  return (completeness ?? 0) >= COMPLETE_PROBABILITY ? COMPLETE_SILENCE_MS : INCOMPLETE_SILENCE_MS;
}
