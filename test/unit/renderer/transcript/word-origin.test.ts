import { expect, it } from 'vitest';
import type { Word } from '../../../../src/contract/conversation.ts';
import { wordTimesWords, wordTitle } from '../../../../src/renderer/transcript/word-origin.ts';

const word = (origin: Word['origin']): Word => ({ text: 'Hm', startMs: 5123, endMs: 5480, origin });
const turn = (...origins: Word['origin'][]) => ({ words: origins.map(word) });

it('says where all word times come from, with counts only when they are mixed', () => {
  expect(wordTimesWords([])).toBeUndefined();
  expect(wordTimesWords([turn()])).toBeUndefined();
  expect(wordTimesWords([turn('provider'), turn('provider')])).toBe('from the voice');
  expect(wordTimesWords([turn('aligned')])).toBe('aligned to the sound');
  expect(wordTimesWords([turn('estimated')])).toBe('estimated');
  expect(wordTimesWords([turn('estimated', 'provider'), turn('provider', 'aligned')])).toBe(
    '2 from the voice, 1 aligned to the sound, 1 estimated',
  );
});

it('never shows an estimate as exact', () => {
  expect(wordTitle(word('aligned'))).toBe('5.12 to 5.48 s, aligned to the sound');
  expect(wordTitle(word('estimated'))).toContain('estimated');
});
