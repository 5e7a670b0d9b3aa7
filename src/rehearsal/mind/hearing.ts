import type { Side } from '../../contract/side.ts';
import {
  ASKS_FOR_PRESENCE,
  ASKS_TO_REPEAT,
  CHECK_INS,
  CLARIFICATIONS,
  FAREWELLS,
  PRESENT,
  REPEATS,
  SAYS_GOODBYE,
  WRAP_UPS,
} from './phrases.ts';
import type { ScriptLine } from './script.ts';
import { sharedInOrder, sharedPrefix, wordsOf } from './words.ts';

/** What the other side said, as far as its words tell. */
export type Heard =
  | { kind: 'line'; index: number; sure: boolean }
  | { kind: 'ask-again' }
  | { kind: 'check-in' }
  | { kind: 'goodbye' }
  /** Nothing, or nothing that makes sense here. */
  | { kind: 'nothing' };

interface Match {
  heard: Heard;
  score: number;
}

/** The least share of the heard words that must stand in a line, in its order. */
const UNDERSTOOD = 0.5;
/** How much better than the expected line another must fit before it is believed. */
const EXPECTED_IS_ENOUGH = 0.7;

/**
 * Compares what was heard, word by word, with everything that the other side may say.
 * `expected` is the line of the script that would come next.
 */
export function recognise(
  heard: readonly string[],
  script: readonly ScriptLine[],
  side: Side,
  expected: number,
): Heard {
  const texts = heard.length > 1 ? [...heard, heard.join(' ')] : heard;
  const matches = texts
    .map(wordsOf)
    .flatMap((words) => [
      ...lineMatches(withoutRepeatStart(words), script, side),
      ...phraseMatches(words),
    ]);
  const best = bestOf(matches);
  if (best === undefined) return inOtherWords(heard.join(' '));
  const hoped = bestOf(matches.filter((match) => indexOf(match) === expected));
  return hoped && hoped.score >= best.score * EXPECTED_IS_ENOUGH && best.heard.kind === 'line'
    ? hoped.heard
    : best.heard;
}

function lineMatches(words: readonly string[], script: readonly ScriptLine[], side: Side): Match[] {
  return script.flatMap((line, index) => {
    if (line.side === side) return [];
    const fits = line.wordings.flatMap((wording) => fitOf(words, wording) ?? []);
    return fits.map((fit) => ({
      heard: { kind: 'line', index, sure: fit.sure },
      score: fit.score,
    }));
  });
}

const PHRASES: readonly (readonly [Heard, string[][]])[] = [
  [{ kind: 'ask-again' }, [...CLARIFICATIONS, ...PRESENT].map(wordsOf)],
  [{ kind: 'check-in' }, CHECK_INS.map(wordsOf)],
  [{ kind: 'goodbye' }, [...FAREWELLS, ...WRAP_UPS].map(wordsOf)],
];

function phraseMatches(words: readonly string[]): Match[] {
  return PHRASES.flatMap(([heard, phrases]) => {
    const fits = phrases.flatMap((phrase) => fitOf(words, phrase) ?? []);
    return fits.filter(({ ofLine }) => ofLine >= 0.5).map(({ score }) => ({ heard, score }));
  });
}

const REPEAT_STARTS = REPEATS.map(wordsOf).filter((start) => start.length > 0);

/** "I said: yes" is compared as "yes". */
function withoutRepeatStart(words: readonly string[]): readonly string[] {
  const start = REPEAT_STARTS.find((each) => sharedPrefix(each, words) === each.length);
  return start === undefined ? words : words.slice(start.length);
}

interface Fit {
  score: number;
  ofLine: number;
  sure: boolean;
}

function fitOf(heard: readonly string[], line: readonly string[]): Fit | undefined {
  const shared = sharedInOrder(heard, line);
  const ofHeard = shared / Math.max(1, heard.length);
  const ofLine = shared / Math.max(1, line.length);
  // One or two small words are shared by accident.
  const enough = shared >= 3 || ofLine >= 0.5 || (shared === 2 && ofHeard >= 0.75);
  if (ofHeard < UNDERSTOOD || !enough) return undefined;
  const sure = shared >= 4 && ofHeard >= 0.6 && ofLine >= 0.6;
  return { score: ofHeard + 0.5 * ofLine, ofLine, sure };
}

/** A side that keeps to no script may still ask again or say goodbye. */
function inOtherWords(text: string): Heard {
  if (ASKS_TO_REPEAT.test(text)) return { kind: 'ask-again' };
  if (ASKS_FOR_PRESENCE.test(text)) return { kind: 'check-in' };
  return { kind: SAYS_GOODBYE.test(text) ? 'goodbye' : 'nothing' };
}

function bestOf(matches: readonly Match[]): Match | undefined {
  return matches.reduce<Match | undefined>(
    (best, match) => (best === undefined || match.score > best.score ? match : best),
    undefined,
  );
}

function indexOf(match: Match): number {
  return match.heard.kind === 'line' ? match.heard.index : -1;
}
