import { describe, expect, it } from 'vitest';
import { slices, spokenText } from '../../../src/rehearsal/voice/spoken-text.ts';

describe('spokenText', () => {
  it('reads abbreviations so that they do not end the sentence', () => {
    expect(spokenText("Mr. O'Brien and Dr. Lee").spoken).toBe("Mister O'Brien and Doctor Lee");
  });

  it('reads sums of money in words', () => {
    expect(spokenText('It costs $25.50, or £1.').spoken).toBe(
      'It costs 25 dollars 50, or 1 pound.',
    );
  });

  it('leaves nothing that espeak-ng would take for markup', () => {
    expect(spokenText('a <b>c & d [[e]]').spoken).not.toMatch(/[<>&[\]]/);
  });

  it('keeps the words as written, with signs that stand alone', () => {
    const { words } = spokenText('“Yes” — I’m here …');
    expect(words.map((word) => word.text)).toEqual(['“Yes” —', 'I’m', 'here …']);
  });

  it('says where each word begins', () => {
    const { spoken, words } = spokenText('Mr. Lee owes $3, no?');
    expect(words.map((word) => spoken.slice(word.offset).split(/[\s,?]/)[0])).toEqual([
      'Mister',
      'Lee',
      'owes',
      '3',
      'no',
    ]);
  });

  it('is empty for a text without words', () => {
    expect(spokenText(' ... — ').words).toEqual([]);
  });
});

describe('slices', () => {
  const text =
    'I have looked at it for you, and I talked to Mr. Lee about the parcel. It will come. And then you can decide what to do with it.';

  it('cuts after sentences only, and loses nothing', () => {
    const cut = slices(text, 20);
    expect(cut).toEqual([
      'I have looked at it for you, and I talked to Mr. Lee about the parcel.',
      'It will come. And then you can decide what to do with it.',
    ]);
  });

  it('leaves a short text whole', () => {
    expect(slices('Yes. No.')).toEqual(['Yes. No.']);
  });
});
