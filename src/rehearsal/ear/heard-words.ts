import type { Step } from './alignment.ts';
import type { Frames } from './frames.ts';
import type { Learned, LearnedWord } from './learned.ts';

/** A word whose sound is there, in frames of the sound. */
export interface HeardWord {
  readonly text: string;
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/** A word counts as heard when so much of its voiced sound is there … */
const LEAST_COVERED = 0.6;
/** … and agrees at least so well (1 equal, 0 neutral). */
const LEAST_MATCH = 0.25;

/** The utterance's words whose sound the alignment really found. */
export function wordsOn(steps: readonly Step[], spoken: Learned): HeardWord[] {
  const found = new Map<number, Step>();
  for (const step of steps) {
    const best = found.get(step.spoken);
    if (!best || step.match > best.match) found.set(step.spoken, step);
  }
  const words: HeardWord[] = [];
  for (const word of spoken.words) {
    const heard = soundOf(word, found, spoken.frames);
    if (heard) words.push(heard);
  }
  return words;
}

function soundOf(
  word: LearnedWord,
  found: ReadonlyMap<number, Step>,
  frames: Frames,
): HeardWord | undefined {
  let voiced = 0;
  let covered = 0;
  let match = 0;
  let from = Infinity;
  let to = -Infinity;
  for (let frame = word.from; frame < word.to; frame += 1) {
    const weight = frames.activity[frame] ?? 0;
    voiced += weight;
    const step = found.get(frame);
    if (!step) continue;
    covered += weight;
    match += step.match;
    from = Math.min(from, step.heard);
    to = Math.max(to, step.heard + 1);
  }
  if (voiced === 0 || covered < LEAST_COVERED * voiced || match < LEAST_MATCH * covered) {
    return undefined;
  }
  return { text: word.text, from, to };
}
