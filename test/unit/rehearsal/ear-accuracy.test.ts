import { beforeAll, describe, expect, it } from 'vitest';
import type { Learned } from '../../../src/rehearsal/ear/learned.ts';
import { heardWords, learned, textOf } from './support/hear.ts';
import { say, type Said } from './support/say.ts';
import { SENTENCES } from './support/sentences.ts';
import { allThroughOpus, hurried, joined, louder, silence, withNoise } from './support/sound.ts';
import { plainWords, wordErrors } from './support/words.ts';

const VOICES = ['birch', 'hazel', 'oak'];

interface Case {
  readonly said: Said;
  /** The sound after 24 kbit/s Opus, at 24 kHz. */
  readonly coded: Float32Array<ArrayBuffer>;
  /** All utterances of the voice. */
  readonly known: readonly Learned[];
}

let cases: Case[] = [];

beforeAll(() => {
  cases = VOICES.flatMap((voice) => {
    const said = SENTENCES.map((text) => say(text, voice));
    const known = said.map(learned).reverse();
    const coded = allThroughOpus(
      said.map(({ pcm }) => pcm),
      '24k',
      24_000,
    );
    return said.map((each, index) => ({ said: each, coded: coded[index]!, known }));
  });
}, 120_000);

/** Word error rate of what is heard of each case after a change of its sound. */
function errorRate(
  change: (each: Case, index: number) => Float32Array,
  every = 1,
  rate = 24_000,
): number {
  let errors = 0;
  let total = 0;
  cases.forEach((each, index) => {
    if (index % every !== 0) return;
    const heard = heardWords(change(each, index), each.known, rate);
    const meant = plainWords(textOf(each.said.words));
    errors += wordErrors(meant, plainWords(textOf(heard)));
    total += meant.length;
  });
  return errors / total;
}

/* How quick it is tells test/bench/ear.bench.ts. */

describe('the ear', { timeout: 120_000 }, () => {
  it('hears complete utterances through Opus at 24 kbit/s', () => {
    expect(cases.length).toBeGreaterThanOrEqual(120);
    expect(errorRate(({ coded }) => coded)).toBeLessThanOrEqual(0.02);
  });

  it.each([
    ['32k', 48_000],
    ['16k', 16_000],
  ])('hears Opus at %s, decoded at %i Hz', (bitrate, rate) => {
    const some = cases.filter((_, index) => index % 4 === 0);
    const coded = allThroughOpus(
      some.map(({ said }) => said.pcm),
      bitrate,
      rate,
    );
    expect(errorRate((_, index) => coded[index / 4]!, 4, rate)).toBeLessThanOrEqual(0.02);
  });

  it.each([
    [4, 0.02],
    [9, 0.05], // clipped
    [-10, 0.02],
    [-25, 0.02],
  ])('does not mind a level of %i dB', (db, limit) => {
    expect(errorRate(({ coded }) => louder(coded, db), 4)).toBeLessThanOrEqual(limit);
  });

  it.each([0.05, -0.05])('follows a jitter buffer that changes the tempo by %f', (share) => {
    expect(errorRate(({ coded }) => hurried(coded, share), 4)).toBeLessThanOrEqual(0.02);
  });

  it('hears through noise at −50 dBFS', () => {
    expect(errorRate(({ coded }) => withNoise(coded, -50), 4)).toBeLessThanOrEqual(0.02);
  });

  it('does not mind silence before and after, of any length', () => {
    const around = (coded: Float32Array, index: number): Float32Array =>
      joined(silence(37 * (index % 40)), coded, silence(53 * (index % 30)));
    expect(errorRate(({ coded }, index) => around(coded, index), 3)).toBeLessThanOrEqual(0.02);
  });

  it('gives two utterances in their order, with any pause between them', () => {
    let errors = 0;
    let total = 0;
    cases.forEach(({ said, coded, known }, index) => {
      const next = cases[index + 7];
      if (index % 3 !== 0 || !next || next.known !== known) return;
      const sound = joined(coded, silence(100 * (index % 8)), next.coded);
      const meant = [...plainWords(textOf(said.words)), ...plainWords(textOf(next.said.words))];
      errors += wordErrors(meant, plainWords(textOf(heardWords(sound, known))));
      total += meant.length;
    });
    expect(errors / total).toBeLessThanOrEqual(0.02);
  });

  it('times words within 30 ms of when they sound', () => {
    const errors: number[] = [];
    for (const { said, coded, known } of cases) {
      const heard = heardWords(coded, known);
      if (heard.length !== said.words.length) continue;
      heard.forEach((word, index) => {
        errors.push(Math.abs(word.startMs - said.words[index]!.startMs));
        errors.push(Math.abs(word.endMs - said.words[index]!.endMs));
      });
    }
    errors.sort((a, b) => a - b);
    expect(errors.length).toBeGreaterThan(1000);
    expect(errors[errors.length >> 1]).toBeLessThan(6);
    expect(errors[Math.floor(errors.length * 0.99)]).toBeLessThan(30);
  });

  it('shows its words as they were written', () => {
    const { said, coded, known } = cases[20]!;
    expect(textOf(heardWords(coded, known))).toBe(said.text);
  });
});
