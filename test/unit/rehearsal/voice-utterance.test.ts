import { describe, expect, it } from 'vitest';
import { spokenText } from '../../../src/rehearsal/voice/spoken-text.ts';
import { SENTENCES } from './support/sentences.ts';
import { say } from './support/say.ts';
import { levelOf } from './support/sound.ts';

const VOICES = ['birch', 'oak', 'juniper'];
const said = VOICES.flatMap((voice) => SENTENCES.map((text) => say(text, voice)));
const at = (ms: number): number => Math.round(ms * 24);
/** −48 dBFS, as the voice trims. */
const AUDIBLE = 130.5 / 32_768;

describe('an utterance', () => {
  it('begins and ends with its sound', () => {
    for (const { samples } of said) {
      const audible = (sample: number): boolean => Math.abs(sample) > AUDIBLE;
      expect(samples.findIndex(audible)).toBeLessThanOrEqual(at(10));
      expect(samples.length - samples.findLastIndex(audible)).toBeLessThanOrEqual(at(10));
    }
  });

  it('times exactly the words of its text, in order', () => {
    for (const { text, words, durationMs } of said) {
      expect(words.map((word) => word.text)).toEqual(
        spokenText(text).words.map((word) => word.text),
      );
      words.forEach((word, index) => {
        expect(word.endMs).toBeGreaterThan(word.startMs);
        expect(word.startMs).toBeGreaterThanOrEqual(words[index - 1]?.endMs ?? 0);
      });
      expect(words[0]!.startMs).toBeLessThanOrEqual(60);
      expect(words.at(-1)!.endMs).toBeLessThanOrEqual(durationMs + 1);
      expect(words.at(-1)!.endMs).toBeGreaterThan(durationMs - 120);
    }
  });

  it('is loud inside words and silent between sentences', () => {
    for (const { samples, words } of said) {
      words.forEach((word, index) => {
        expect(levelOf(samples.subarray(at(word.startMs), at(word.endMs)))).toBeGreaterThan(-40);
        const next = words[index + 1];
        if (!next || next.startMs - word.endMs < 200) return;
        const between = samples.subarray(at(word.endMs + 60), at(next.startMs - 10));
        expect(levelOf(between)).toBeLessThan(-50);
      });
    }
  });

  it('gives each word no later than its sound', () => {
    for (const { parts, words } of said) {
      let passedMs = 0;
      let known = 0;
      for (const part of parts) {
        known += part.words.length;
        passedMs += part.pcm.length / 24;
        const begun = words.filter((word) => word.startMs < passedMs - 1).length;
        expect(known).toBeGreaterThanOrEqual(begun);
      }
    }
  });

  it('gives its first sound long before its last', () => {
    const long = say(SENTENCES.slice(0, 6).join(' '));
    expect(long.parts[0]!.pcm.length / 24).toBeLessThan(800);
    expect(long.parts.length).toBeGreaterThan(20);
  });

  it('has no clicks where sentences and parts meet', () => {
    const { samples } = say(SENTENCES.slice(0, 6).join(' '));
    let jump = 0;
    for (let index = 1; index < samples.length; index += 1) {
      jump = Math.max(jump, Math.abs(samples[index]! - samples[index - 1]!));
    }
    expect(jump).toBeLessThan(0.5);
  });

  it('pauses between sentences as espeak-ng does, wherever the text is cut', () => {
    const apart = say(`${SENTENCES[5]} ${SENTENCES[7]}`);
    const [last, first] = [SENTENCES[5]!, SENTENCES[7]!].map(
      (text) => spokenText(text).words.length,
    );
    const pause = apart.words[last!]!.startMs - apart.words[last! - 1]!.endMs;
    expect(first).toBeGreaterThan(0);
    expect(pause).toBeGreaterThan(250);
    expect(pause).toBeLessThan(550);
  });

  it('is faster with a higher speed', () => {
    const text = SENTENCES[5]!;
    expect(say(text, 'birch', 1.5).durationMs / say(text).durationMs).toBeCloseTo(1 / 1.5, 1);
  });

  it('is empty for a text without words', () => {
    expect(say('...').pcm.length).toBe(0);
  });
});
