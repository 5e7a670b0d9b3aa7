import { describe, expect, it } from 'vitest';
import { audibleSpans, LevelMeter } from '../../../src/contract/audible.ts';
import { fits } from '../../../src/rehearsal/align/sound-fit.ts';
import { alignSound } from '../../../src/rehearsal/align/sound-alignment.ts';
import type { SoundAlignment } from '../../../src/rehearsal/align/sound-request.ts';
import { loadEspeak } from '../../../src/rehearsal/voice/espeak.ts';
import { Utterance, VOICE_RATE, type Part } from '../../../src/rehearsal/voice/utterance.ts';
import type { EspeakSettings } from '../../../src/rehearsal/voice/voices.ts';
import { SENTENCES } from './support/sentences.ts';
import { floats, say } from './support/say.ts';

const espeak = await loadEspeak();

interface Spoken {
  pcm: Int16Array;
  words: readonly { startMs: number; endMs: number }[];
}

/** Speaks with any voice of espeak-ng. */
function speak(text: string, voice: EspeakSettings['voice'], language: string): Spoken {
  const parts: Part[] = [];
  const settings = { voice, rate: 165, pitch: 40, range: 60, gain: 1 };
  const utterance = new Utterance(espeak, {
    text,
    voice: { espeak: settings },
    language,
    speed: 1,
  });
  while (utterance.step((part) => parts.push(part)));
  return {
    pcm: Int16Array.from(parts.flatMap(({ pcm }) => [...pcm])),
    words: parts.flatMap(({ words }) => words),
  };
}

function segmentsOf(pcm: Int16Array): [number, number][] {
  const meter = new LevelMeter(VOICE_RATE);
  meter.push(pcm);
  return audibleSpans(meter.frames());
}

/** Looks for the words of a text in a sound; the reference is never the voice that spoke. */
function find(
  pcm: Int16Array,
  text: string,
  { language = 'en', expectedWords }: { language?: string; expectedWords?: number } = {},
): SoundAlignment {
  const found = alignSound(espeak, {
    samples: floats(pcm),
    sampleRate: VOICE_RATE,
    words: text.split(/\s+/),
    language,
    segments: segmentsOf(pcm),
    expectedWords,
  });
  if (!found) throw new Error('there is no way through');
  return found;
}

/** How far the starts are off, ms, in ascending order. */
function errors({ words }: SoundAlignment, truth: Spoken['words']): number[] {
  expect(words).toHaveLength(truth.length);
  return words
    .map((word, index) => Math.abs((word?.startMs ?? Infinity) - truth[index]!.startMs))
    .toSorted((one, other) => one - other);
}

function expectTrue(found: SoundAlignment, truth: Spoken['words']): void {
  const off = errors(found, truth);
  expect(fits(found)).toBe(true);
  expect(off[Math.floor(off.length / 2)]).toBeLessThanOrEqual(20);
  expect(off[Math.floor(off.length * 0.9)]).toBeLessThanOrEqual(80);
}

describe('finding words in sound by another voice', () => {
  it.each([
    ['birch', 1],
    ['oak', 1],
    ['willow', 1],
    ['juniper', 1.7],
    ['elm', 0.7],
  ])('finds those of %s at speed %d', (voice, speed) => {
    const text = SENTENCES.slice(0, 6).join(' ');
    const { pcm, words } = say(text, voice, speed);
    expectTrue(find(pcm, text), words);
  });

  it('finds those of a minute', () => {
    const text = SENTENCES.slice(0, 22).join(' ');
    const { pcm, words, durationMs } = say(text, 'hazel');
    expect(durationMs).toBeGreaterThan(60_000);
    expectTrue(find(pcm, text), words);
  }, 180_000);

  it('finds German ones', () => {
    const text =
      'Guten Morgen, hier spricht Frau Dr. Weber von der Paketzentrale. Ihr Paket kostet €20 und ' +
      'kommt um 15:45 Uhr am 3. Mai.';
    const { pcm, words } = speak(text, 'de+f3', 'de');
    expectTrue(find(pcm, text, { language: 'de-AT' }), words);
  });

  it.each(['Yes.', 'Okay.', 'Goodbye!', 'Dr.', '€20'])('finds a single one: %s', (text) => {
    const { pcm, durationMs } = say(text, 'birch');
    const [word] = find(pcm, text).words;
    expect(word!.startMs).toBeLessThan(30);
    expect(word!.endMs).toBeGreaterThan(durationMs - 60);
  });

  it('gives one place to each written word, whatever it takes to say it', () => {
    const text =
      "Dr. Smith said it's 3:45 p.m. and costs €20 — i.e. $21.50, 5% more than no. 7 & 8 on 5/6/2024 …";
    const { pcm } = say(text, 'rowan');
    const { words } = find(pcm, text);
    expect(words).toHaveLength(text.split(/\s+/).length);
    const silent = text.split(/\s+/).filter((_, index) => words[index] === null);
    expect(silent).toEqual(['—', '…']);
  });

  it('never lets words begin or end in a pause, nor overlap', () => {
    const text = SENTENCES.slice(0, 6).join(' ');
    const { pcm } = say(text, 'cedar');
    const segments = segmentsOf(pcm);
    let at = 0;
    for (const word of find(pcm, text).words) {
      expect(word!.startMs).toBeGreaterThanOrEqual(at);
      at = word!.endMs;
      for (const ms of [word!.startMs, word!.endMs]) {
        expect(segments.some(([from, to]) => ms >= from - 15 && ms <= to + 15)).toBe(true);
      }
    }
  });

  it.each([0.3, 0.5, 0.7, 0.9])('finds how many are there when %d of it is', (share) => {
    const text = SENTENCES.slice(5, 8).join(' ');
    const { pcm, words } = say(text, 'oak');
    const cut = pcm.slice(0, Math.floor(pcm.length * share));
    const cutMs = (cut.length * 1000) / VOICE_RATE;
    const there = words.filter(({ startMs, endMs }) => (startMs + endMs) / 2 < cutMs).length;
    for (const guess of [there, Math.round(there * 0.85), Math.round(there * 1.15)]) {
      const found = find(cut, text, { expectedWords: guess });
      const last = found.words.findLastIndex((word) => word !== null);
      expect(Math.abs(last + 1 - there)).toBeLessThanOrEqual(1);
      expect(fits(found)).toBe(true);
    }
  });

  it.each([
    ['birch', 3, 14],
    ['oak', 0, 5],
    ['larch', 5, 13],
  ])('refuses other words than %s said', (voice, said, asked) => {
    const { pcm } = say(SENTENCES[said]!, voice);
    expect(fits(find(pcm, SENTENCES[asked]!))).toBe(false);
  });

  it('refuses noise', () => {
    const noise = Int16Array.from({ length: VOICE_RATE * 3 }, (_, index) =>
      Math.round(3000 * Math.sin(index * index * 0.37)),
    );
    expect(fits(find(noise, SENTENCES[0]!))).toBe(false);
  });

  it('finds nothing where there is far too little sound, or no word', () => {
    const request = {
      samples: floats(say('Yes.').pcm),
      sampleRate: VOICE_RATE,
      language: 'en',
      segments: segmentsOf(say('Yes.').pcm),
    };
    expect(alignSound(espeak, { ...request, words: SENTENCES })).toBeUndefined();
    expect(alignSound(espeak, { ...request, words: ['—'] })).toBeUndefined();
  });

  it('knows the languages that it does not speak', () => {
    const { pcm } = say('Yes.');
    expect(() => find(pcm, 'Yes.', { language: 'xx' })).toThrow(/no voice/);
  });
});
