import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heardWords, learned, textOf } from './support/hear.ts';
import { say } from './support/say.ts';
import { SENTENCES, UNKNOWN } from './support/sentences.ts';
import { joined, randomSource, silence, throughOpus, withNoise } from './support/sound.ts';
import { plainWords } from './support/words.ts';

const VOICES = ['birch', 'oak'];
const spoken = VOICES.map((voice) => SENTENCES.map((text) => say(text, voice)));
const known = spoken.map((said) => said.map(learned).reverse());
const everything = known.flat();

/** A tune: three tones at a time, with harmonics and a beat. */
function music(ms: number): Float32Array {
  const random = randomSource(5);
  const chords = Array.from({ length: 20 }, () => [0, 1, 2].map(() => 110 * 2 ** (random() * 3)));
  return Float32Array.from({ length: ms * 24 }, (_, index) => {
    const time = index / 24_000;
    const beat = Math.exp(-4 * ((time * 3) % 1));
    const chord = chords[Math.floor(time * 3) % chords.length]!;
    const tone = (hz: number): number =>
      [1, 2, 3, 4].reduce((sum, n) => sum + Math.sin(2 * Math.PI * hz * n * time) / n, 0);
    return 0.08 * beat * chord.reduce((sum, hz) => sum + tone(hz), 0);
  });
}

describe('the ear hears nothing', { timeout: 30_000 }, () => {
  it.each([
    ['silence', silence(3000)],
    ['an empty sound', silence(0)],
    ['the noise of a quiet line', withNoise(silence(3000), -70)],
    ['white noise', withNoise(silence(4000), -20)],
    ['a tone', Float32Array.from({ length: 48_000 }, (_, index) => 0.3 * Math.sin(index / 8))],
    ['music', music(5000)],
  ])('in %s', (_, sound) => {
    expect(heardWords(sound, everything)).toEqual([]);
  });

  it('in sentences that were never registered, by the same voices', () => {
    for (const voice of VOICES) {
      for (const text of UNKNOWN) {
        const sound = throughOpus(say(text, voice).pcm, '24k', 24_000);
        expect(textOf(heardWords(sound, everything)), text).toBe('');
      }
    }
  });

  it('in speech played backwards', () => {
    for (const said of spoken.flat().filter((_, index) => index % 3 === 0)) {
      expect(textOf(heardWords(said.samples.toReversed(), everything)), said.text).toBe('');
    }
  });

  it('where it has learned nothing', () => {
    expect(heardWords(spoken[0]![0]!.samples, [])).toEqual([]);
  });
});

describe('the ear hears only what is there', { timeout: 60_000 }, () => {
  const cases = spoken.flatMap((list, voice) =>
    list.map((said) => ({ said, known: known[voice]!, words: said.words })),
  );
  const oneCase = fc.record({
    index: fc.nat({ max: cases.length - 1 }),
    share: fc.double({ min: 0.15, max: 0.9, noNaN: true }),
  });

  it('of speech cut at its end, but for one word at the edge', () => {
    fc.assert(
      fc.property(oneCase, ({ index, share }) => {
        const { said, known, words } = cases[index]!;
        const cutMs = said.durationMs * share;
        const heard = heardWords(joined(said.samples.subarray(0, cutMs * 24), silence(300)), known);
        const complete = words.filter((word) => word.endMs <= cutMs).length;
        expectEdge(
          textOf(heard),
          words.map((word) => word.text),
          complete,
          'head',
        );
      }),
      { numRuns: 80, seed: 3 },
    );
  });

  it('of speech that begins late, but for one word at the edge', () => {
    fc.assert(
      fc.property(oneCase, ({ index, share }) => {
        const { said, known, words } = cases[index]!;
        const cutMs = said.durationMs * (1 - share);
        const heard = heardWords(joined(silence(300), said.samples.slice(cutMs * 24)), known);
        const complete = words.filter((word) => word.startMs >= cutMs).length;
        expectEdge(
          textOf(heard),
          words.map((word) => word.text),
          complete,
          'tail',
        );
      }),
      { numRuns: 80, seed: 4 },
    );
  });

  it('of speech with words taken out of its middle', () => {
    for (const { said, known, words } of cases.filter((each) => each.words.length > 8)) {
      const [first, last] = [4, words.length - 4];
      const [fromMs, toMs] = [words[first]!.startMs, words[last]!.endMs];
      const sound = said.samples.slice();
      sound.fill(0, fromMs * 24, toMs * 24);
      const heard = plainWords(textOf(heardWords(sound, known)));
      const left = [...words.slice(0, first), ...words.slice(last + 1)];
      expect(heard).toEqual(plainWords(textOf(left)));
    }
  });

  it('of speech with other speech put in its place', () => {
    const stranger = say(UNKNOWN[0]!, 'birch');
    for (const [index, { said, known, words }] of cases.slice(0, 12).entries()) {
      if (words.length < 8) continue;
      const middle = words[4]!.startMs;
      const sound = joined(said.samples.slice(0, middle * 24), silence(60), stranger.samples);
      const heard = plainWords(textOf(heardWords(sound, known)));
      const left = plainWords(textOf(words.slice(0, 4)));
      expect(heard.length, `case ${index}: ${heard.join(' ')}`).toBeLessThanOrEqual(
        left.length + 1,
      );
      expect(left.slice(0, heard.length - 1)).toEqual(heard.slice(0, -1).slice(0, left.length));
    }
  });

  it('of a text spoken twice, each time', () => {
    const [one, again] = [say('Okay, thank you.', 'birch'), say('Okay, thank you.', 'birch')];
    const sound = joined(one.samples, silence(400), again.samples);
    const heard = heardWords(sound, [learned(again), learned(one), ...known[0]!]);
    expect(textOf(heard)).toBe('Okay, thank you. Okay, thank you.');
  });
});

/** The words heard are the first (or last) ones of the text, as many as were complete, ± 1. */
function expectEdge(
  text: string,
  words: readonly string[],
  complete: number,
  side: 'head' | 'tail',
): void {
  const heard = plainWords(text);
  const allowed = [complete - 1, complete, complete + 1]
    .filter((count) => count >= 0 && count <= words.length)
    .map((count) => (side === 'head' ? words.slice(0, count) : words.slice(words.length - count)))
    .map((list) => plainWords(list.join(' ')).join(' '));
  // What is left of a single cut word may sound like another short word ("-kay" and "day").
  if (complete <= 1 && heard.length <= 1) return;
  expect(allowed).toContain(heard.join(' '));
}
