import { learn, prepare, type Learned } from '../../../../src/rehearsal/ear/learned.ts';
import { listen, type EarWord } from '../../../../src/rehearsal/ear/listen.ts';
import type { Said } from './say.ts';

export const learned = (said: Said): Learned => learn(said.samples, 24_000, said.words);

/** What the ear makes of a sound, knowing these utterances. */
export function heardWords(
  samples: Float32Array,
  known: readonly Learned[],
  rate = 24_000,
): EarWord[] {
  return listen(prepare(samples, rate), known);
}

export const textOf = (words: readonly { text: string }[]): string =>
  words.map((word) => word.text).join(' ');
