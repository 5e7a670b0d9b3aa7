import { describe, expect, it } from 'vitest';
import type { EspeakEvent } from '../../../src/rehearsal/voice/espeak.ts';
import { WordTimer } from '../../../src/rehearsal/voice/word-timer.ts';

const word = (position: number, at: number): EspeakEvent => ({
  type: 'word',
  text_position: position,
  audio_position: at,
});
const phoneme = (id: string, at: number): EspeakEvent => ({
  type: 'phoneme',
  text_position: 0,
  audio_position: at,
  id,
});
const end = (position: number, at: number): EspeakEvent => ({
  type: 'end',
  text_position: position,
  audio_position: at,
});

describe('WordTimer', () => {
  const words = [
    { text: 'of', offset: 0 },
    { text: 'the', offset: 3 },
    { text: '25', offset: 7 },
  ];

  it('parts words that espeak-ng runs together, at a phoneme', () => {
    const timer = new WordTimer(words);
    const sounds = [
      word(1, 0),
      phoneme('ʌ', 5),
      phoneme('v', 40),
      phoneme('ð', 100),
      phoneme('ə', 140),
    ];
    expect(sounds.flatMap((event) => timer.take(event))).toEqual([]);
    expect(timer.openSinceMs).toBe(5);
    expect(timer.take(word(8, 190))).toEqual([
      { text: 'of', startMs: 5, endMs: 100 },
      { text: 'the', startMs: 100, endMs: 190 },
    ]);
    expect(timer.openSinceMs).toBeUndefined();
  });

  it('gathers the many spoken words of a number, up to the pause after it', () => {
    const timer = new WordTimer(words.slice(2).map((each) => ({ ...each, offset: 0 })));
    const events = [
      word(1, 0),
      phoneme('t', 10),
      word(2, 200),
      phoneme('f', 210),
      phoneme('', 400),
    ];
    expect(events.flatMap((event) => timer.take(event))).toEqual([]);
    expect(timer.take(end(3, 700))).toEqual([{ text: '25', startMs: 10, endMs: 400 }]);
  });
});
