import type { Word } from '../../contract/conversation.ts';

/** A stretch of a turn's text; with a word it can be sought and lights up. */
export interface Piece {
  text: string;
  word?: Word;
  /** Of the word in the turn. */
  index?: number;
}

/**
 * The text of a turn cut at its words, with what stands between them as it was written: not every language
 * puts spaces there. A word that isn't found in the text is added after a space.
 */
export function wordPieces(text: string, words: readonly Word[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  words.forEach((word, index) => {
    const found = text.indexOf(word.text, at);
    // A word far away is another one of the same letters.
    const near = found >= 0 && found - at <= 40;
    const between = near ? text.slice(at, found) : index === 0 ? '' : ' ';
    if (between) pieces.push({ text: between });
    pieces.push({ text: word.text, word, index });
    if (near) at = found + word.text.length;
  });
  const rest = text.slice(at);
  if (rest.trim() && words.length > 0 && pieces.every((piece) => piece.word === undefined))
    return [{ text }];
  if (rest) pieces.push({ text: rest });
  return pieces;
}

/** How many of the words have begun at a moment. */
export function wordsBegun(words: readonly Word[], ms: number): number {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle]!.startMs <= ms) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Which word is spoken at a moment: the last one that has begun; −1 before the first and after the last. */
export function wordIndexAt(words: readonly Word[], ms: number): number {
  const last = words.at(-1);
  return last && ms <= last.endMs ? wordsBegun(words, ms) - 1 : -1;
}

const bare = (word: string) => word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** What a side still meant to say when it was cut off; empty when all was said. */
export function unsaid(text: string, intended: string): string {
  const said = text.trim();
  if (intended.trimStart().startsWith(said)) return intended.trimStart().slice(said.length).trim();
  const spoken = said.split(/\s+/);
  const meant = intended.trim().split(/\s+/);
  const same = spoken.every((word, index) => bare(word) === bare(meant[index] ?? ''));
  return same ? meant.slice(spoken.length).join(' ') : '';
}
