import { CHECK_INS, CLARIFICATIONS, FAREWELLS, PRESENT, REPEATS } from './phrases.ts';
import type { ScriptLine } from './script.ts';
import type { Side } from '../../contract/side.ts';
import { sharedInOrder, sharedPrefix, wordsOf } from './words.ts';

/** What this side has said so far, read from its own messages. */
export interface Memory {
  /** Index in the script of this side's next line; undefined when all are said. */
  next: number | undefined;
  /** Its last line, and whether it was cut short by an interruption. */
  last: { index: number; cut: boolean } | undefined;
  asks: number;
  asksInARow: number;
  repeats: number;
  repeatsInARow: number;
  checkInsInARow: number;
  /** How many farewells outside the script. */
  farewells: number;
}

interface Candidate {
  kind: 'line' | 'ask' | 'repeat' | 'check-in' | 'farewell';
  index: number;
  words: string[];
}

const EMPTY: Omit<Memory, 'next'> = {
  last: undefined,
  asks: 0,
  asksInARow: 0,
  repeats: 0,
  repeatsInARow: 0,
  checkInsInARow: 0,
  farewells: 0,
};
/** From this share of its words on, an utterance is taken for what it resembles. */
const LIKE = 0.75;
/** A line counts as said from so many audible words on, or from half of it. */
const SAID_WORDS = 3;

/** Replays what this side said against its script. */
export function remember(script: readonly ScriptLine[], side: Side, own: readonly string[]): Memory {
  const start: Memory = { ...EMPTY, next: nextOf(script, side, 0) };
  return own.reduce((memory, text) => after(memory, wordsOf(text), script, side), start);
}

/** The first line of a side from an index on. */
export function nextOf(
  script: readonly ScriptLine[],
  side: Side,
  from: number,
): number | undefined {
  const index = script.findIndex((line, at) => at >= from && line.side === side);
  return index === -1 ? undefined : index;
}

function after(
  memory: Memory,
  words: string[],
  script: readonly ScriptLine[],
  side: Side,
): Memory {
  const what = identify(words, memory, script, side);
  if (what === undefined) return memory;
  const calm = { ...memory, asksInARow: 0, repeatsInARow: 0, checkInsInARow: 0 };
  switch (what.kind) {
    case 'ask':
      return { ...calm, asks: memory.asks + 1, asksInARow: memory.asksInARow + 1 };
    case 'check-in':
      return { ...calm, checkInsInARow: memory.checkInsInARow + 1 };
    case 'farewell':
      return { ...calm, farewells: memory.farewells + 1 };
    case 'repeat':
      return {
        ...calm,
        last: { index: what.index, cut: isCut(words, what.words) },
        repeats: memory.repeats + 1,
        repeatsInARow: memory.repeatsInARow + 1,
      };
    case 'line': {
      if (!isSaid(words, what.words)) return calm;
      const last = { index: what.index, cut: isCut(words, what.words) };
      return { ...calm, last, next: nextOf(script, side, what.index + 1) };
    }
  }
}

function isCut(said: string[], whole: string[]): boolean {
  return said.length < whole.length;
}

function isSaid(said: string[], whole: string[]): boolean {
  return said.length >= SAID_WORDS || said.length * 2 >= whole.length;
}

function identify(
  words: string[],
  memory: Memory,
  script: readonly ScriptLine[],
  side: Side,
): Candidate | undefined {
  const from = memory.next ?? script.length;
  const own = script.flatMap((line, index) => (line.side === side ? [{ line, index }] : []));
  const past = own.filter(({ index }) => index < from).reverse();
  const groups: Candidate[][] = [
    [
      ...own.filter(({ index }) => index === from).flatMap(linesOf),
      ...phrases('ask', [...CLARIFICATIONS, ...PRESENT]),
      ...phrases('check-in', CHECK_INS),
      ...past.flatMap(repeatsOf),
    ],
    own.filter(({ index }) => index > from).flatMap(linesOf),
    phrases('farewell', FAREWELLS),
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
  return line.wordings.map((text) => ({ kind: 'line', index, words: wordsOf(text) }));
}

function repeatsOf({ line, index }: Placed): Candidate[] {
  return line.wordings.flatMap((text) =>
    REPEATS.map((start) => ({ kind: 'repeat' as const, index, words: wordsOf(start + text) })),
  );
}

function phrases(kind: Candidate['kind'], texts: readonly string[]): Candidate[] {
  return texts.map((text) => ({ kind, index: -1, words: wordsOf(text) }));
}

function bestOf(candidates: readonly Candidate[], words: string[]): Candidate | undefined {
  let best: { candidate: Candidate; score: number } | undefined;
  for (const candidate of candidates) {
    const score = likeness(words, candidate.words);
    if (score > (best?.score ?? 0)) best = { candidate, score };
  }
  return best?.candidate;
}

/** How much an utterance looks like a candidate or its beginning: 0 when it does not. */
function likeness(said: string[], whole: string[]): number {
  if (said.length === 0) return 0;
  // The last word of a cut utterance may itself be cut.
  const prefix = sharedPrefix(said, whole) / said.length;
  const share = Math.max(prefix, sharedInOrder(said, whole) / said.length - 0.05);
  const lastWordCut = said.length > 1 && prefix * said.length >= said.length - 1;
  if (share < LIKE && !lastWordCut) return 0;
  return share + 0.1 * Math.min(1, said.length / whole.length);
}
