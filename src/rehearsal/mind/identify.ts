import type { Side } from '../../contract/side.ts';
import { CHECK_INS, CLARIFICATIONS, FAREWELLS, PRESENT, REPEATS, WRAP_UPS } from './phrases.ts';
import type { ScriptLine } from './script.ts';
import { sharedInOrder, sharedPrefix, wordsOf } from './words.ts';

/** Something that this side may have said. */
export interface Candidate {
  kind: 'line' | 'ask' | 'repeat' | 'check-in' | 'farewell';
  /** Its index in the script; −1 for what is in no script. */
  index: number;
  words: readonly string[];
}

/** From this share of its words on, an utterance is taken for what it resembles. */
const LIKE = 0.75;

const ASKS = phrases('ask', [...CLARIFICATIONS, ...PRESENT]);
const CHECKS = phrases('check-in', CHECK_INS);
const GOODBYES = phrases('farewell', [...FAREWELLS, ...WRAP_UPS]);
const REPEAT_STARTS = REPEATS.map(wordsOf);

/**
 * Which of its possible utterances one of this side was, though it may be cut short. `next` is the
 * index of the line that it would say next.
 */
export function identify(
  words: readonly string[],
  script: readonly ScriptLine[],
  side: Side,
  next: number,
): Candidate | undefined {
  const own = script.flatMap((line, index) => (line.side === side ? [{ line, index }] : []));
  const past = own.filter(({ index }) => index < next).reverse();
  const groups: Candidate[][] = [
    [
      ...own.filter(({ index }) => index === next).flatMap(linesOf),
      ...ASKS,
      ...CHECKS,
      ...past.flatMap(repeatsOf),
    ],
    own.filter(({ index }) => index > next).flatMap(linesOf),
    GOODBYES,
  ];
  for (const group of groups) {
    const found = bestOf(group, words);
    if (found !== undefined) return found;
  }
  return undefined;
}

interface Placed {
  line: ScriptLine;
  index: number;
}

function linesOf({ line, index }: Placed): Candidate[] {
  return line.wordings.map((words) => ({ kind: 'line', index, words }));
}

function repeatsOf({ line, index }: Placed): Candidate[] {
  return line.wordings.flatMap((words) =>
    REPEAT_STARTS.map((start) => ({ kind: 'repeat' as const, index, words: [...start, ...words] })),
  );
}

function phrases(kind: Candidate['kind'], texts: readonly string[]): Candidate[] {
  return texts.map((text) => ({ kind, index: -1, words: wordsOf(text) }));
}

function bestOf(candidates: readonly Candidate[], words: readonly string[]): Candidate | undefined {
  let best: { candidate: Candidate; score: number } | undefined;
  for (const candidate of candidates) {
    const score = likeness(words, candidate.words);
    if (score > (best?.score ?? 0)) best = { candidate, score };
  }
  return best?.candidate;
}

/** How much an utterance looks like a candidate or its beginning: 0 when it does not. */
function likeness(said: readonly string[], whole: readonly string[]): number {
  if (said.length === 0) return 0;
  // The last word of a cut utterance may itself be cut.
  const prefix = sharedPrefix(said, whole) / said.length;
  const share = Math.max(prefix, sharedInOrder(said, whole) / said.length - 0.05);
  const lastWordCut = said.length > 1 && prefix * said.length >= said.length - 1;
  if (share < LIKE && !lastWordCut) return 0;
  return share + 0.1 * Math.min(1, said.length / whole.length);
}
