import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparableWords, wordErrorRate } from '../../../src/main/recordings/wer.ts';

const sentence = fc
  .array(fc.constantFrom('your', 'parcel', 'is', 'late', "isn't", '42'), { maxLength: 12 })
  .map((words) => words.join(' '));

describe('comparableWords', () => {
  it('drops case and punctuation and keeps contractions and numbers', () => {
    expect(comparableWords(`“Isn’t it 42, Mr. O'Neill?” — 'Yes'!`)).toEqual(
      ["isn't", 'it', '42', 'mr', "o'neill", 'yes'], // prettier-ignore
    );
  });

  it('knows other scripts', () => {
    expect(comparableWords('Größe, ÉTÉ – Привет!')).toEqual(['größe', 'été', 'привет']);
  });
});

describe('wordErrorRate', () => {
  it('counts substitutions, deletions and insertions', () => {
    expect(wordErrorRate('the parcel is late', 'a parcel late today')).toEqual({
      errors: 3,
      words: 4,
    });
    expect(wordErrorRate('hello', '')).toEqual({ errors: 1, words: 1 });
    expect(wordErrorRate('', 'hello there')).toEqual({ errors: 2, words: 0 });
  });

  it('finds no error in the same words, however they are written', () => {
    fc.assert(
      fc.property(sentence, (text) => {
        expect(wordErrorRate(text, ` ${text.toUpperCase()}!`).errors).toBe(0);
      }),
    );
  });

  it('is a distance: symmetric, at least the difference in length, at most the longer one', () => {
    fc.assert(
      fc.property(sentence, sentence, (one, other) => {
        const { errors } = wordErrorRate(one, other);
        const [m, n] = [comparableWords(one).length, comparableWords(other).length];
        expect(errors).toBe(wordErrorRate(other, one).errors);
        expect(errors).toBeGreaterThanOrEqual(Math.abs(m - n));
        expect(errors).toBeLessThanOrEqual(Math.max(m, n));
      }),
    );
  });

  it('obeys the triangle inequality', () => {
    fc.assert(
      fc.property(sentence, sentence, sentence, (one, two, three) => {
        const direct = wordErrorRate(one, three).errors;
        const via = wordErrorRate(one, two).errors + wordErrorRate(two, three).errors;
        expect(direct).toBeLessThanOrEqual(via);
      }),
    );
  });
});
