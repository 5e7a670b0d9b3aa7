import { align, type Alignment, type Range } from './alignment.ts';
import type { Anchor } from './anchors.ts';
import { wordsOn, type HeardWord } from './heard-words.ts';
import type { Learned } from './learned.ts';
import type { Rest } from './rest.ts';

/** Less than so many frames of agreeing speech are no evidence at all … */
const LEAST_EVIDENCE = 10;
/** … and so many are enough for any stretch. Between them it has to explain the sound around it. */
export const AMPLE_EVIDENCE = 45;
const LEAST_EXPLAINED = 0.7;

/** A stretch of the sound that is a stretch of an utterance. */
export interface Stretch {
  readonly words: readonly HeardWord[];
  readonly range: Range;
  /** Frames' worth of agreeing speech. */
  readonly evidence: number;
}

/** Looks at what the anchors promise; undefined when the sound does not keep it. */
export function stretchAt(
  rest: Rest,
  spoken: Learned,
  line: readonly Anchor[],
): Stretch | undefined {
  const alignment = align(rest.heard, spoken.frames, line, rest.around(line));
  if (!alignment) return undefined;
  const range = { from: alignment.steps[0]!.heard, to: alignment.steps.at(-1)!.heard + 1 };
  if (!convincing(alignment, range, rest)) return undefined;
  const words = wordsOn(alignment.steps, spoken);
  return words.length === 0 ? undefined : { words, range, evidence: alignment.evidence };
}

/** Much agreeing speech, or little that explains all the sound around it. */
function convincing({ evidence }: Alignment, range: Range, rest: Rest): boolean {
  if (evidence < LEAST_EVIDENCE) return false;
  return evidence >= AMPLE_EVIDENCE || rest.shareOfBurst(range) >= LEAST_EXPLAINED;
}
