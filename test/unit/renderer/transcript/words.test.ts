import { describe, expect, it } from 'vitest';
import type { Word } from '../../../../src/contract/conversation.ts';
import {
  unsaid,
  wordIndexAt,
  wordPieces,
  wordsBegun,
} from '../../../../src/renderer/transcript/words.ts';

function spoken(...texts: string[]): Word[] {
  return texts.map((text, index) => ({
    text,
    startMs: 1000 + index * 500,
    endMs: 1400 + index * 500,
    origin: 'estimated',
  }));
}

const joined = (text: string, words: Word[]) =>
  wordPieces(text, words)
    .map((piece) => piece.text)
    .join('');

describe('the words of a turn', () => {
  it('stand in the text as it was written', () => {
    const words = spoken('Hello', 'there', 'Sam');
    expect(joined('Hello,  there – Sam!', words)).toBe('Hello,  there – Sam!');
    expect(
      wordPieces('Hello, there', spoken('Hello,', 'there')).map((piece) => piece.index),
    ).toEqual([0, undefined, 1]);
  });

  it('need no spaces between them', () => {
    expect(joined('你好世界', spoken('你好', '世界'))).toBe('你好世界');
  });

  it('are shown even where the text does not have them', () => {
    expect(joined('', spoken('Hello', 'there'))).toBe('Hello there');
  });

  it('without times the text stands alone', () => {
    expect(wordPieces('Hello', [])).toEqual([{ text: 'Hello' }]);
  });

  it('light up from their start to the next, and not after the turn', () => {
    const words = spoken('one', 'two', 'three');
    expect([999, 1000, 1450, 1500, 2400, 2401].map((ms) => wordIndexAt(words, ms))).toEqual([
      -1, 0, 0, 1, 2, -1,
    ]);
    expect(wordIndexAt([], 10)).toBe(-1);
    expect([999, 1000, 9999].map((ms) => wordsBegun(words, ms))).toEqual([0, 1, 3]);
  });
});

describe('what was left unsaid', () => {
  it('is what follows', () => {
    expect(unsaid('and the', 'and the postcode that is on it')).toBe('postcode that is on it');
    expect(unsaid('And, the', 'and the postcode')).toBe('postcode');
  });

  it('is nothing when all was said, or something else', () => {
    expect(unsaid('Bye.', 'Bye.')).toBe('');
    expect(unsaid('Well no', 'Of course not at all')).toBe('');
  });
});
