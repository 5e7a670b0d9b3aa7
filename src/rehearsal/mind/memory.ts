import { identify } from './identify.ts';
import type { ScriptLine } from './script.ts';
import type { Side } from '../../contract/side.ts';
import { wordsOf } from './words.ts';

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

const EMPTY: Omit<Memory, 'next'> = {
  last: undefined,
  asks: 0,
  asksInARow: 0,
  repeats: 0,
  repeatsInARow: 0,
  checkInsInARow: 0,
  farewells: 0,
};
/** A line counts as said from so many audible words on, or from half of it. */
const SAID_WORDS = 3;

/** Replays what this side said against its script. */
export function remember(
  script: readonly ScriptLine[],
  side: Side,
  own: readonly string[],
): Memory {
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

function after(memory: Memory, words: string[], script: readonly ScriptLine[], side: Side): Memory {
  const what = identify(words, script, side, memory.next ?? script.length);
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

function isCut(said: readonly string[], whole: readonly string[]): boolean {
  return said.length < whole.length;
}

function isSaid(said: readonly string[], whole: readonly string[]): boolean {
  return said.length >= SAID_WORDS || said.length * 2 >= whole.length;
}
