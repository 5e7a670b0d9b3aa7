import { describe, expect, it } from 'vitest';
import type { Turn } from '../../../../src/contract/conversation.ts';
import {
  nextTurnMs,
  previousTurnMs,
  turnIndexAt,
  wordMs,
} from '../../../../src/renderer/pages/conversation/positions.ts';
import { wordsPerMinute } from '../../../../src/renderer/pages/conversation/turn-figures.ts';

function turn(startMs: number, endMs: number, wordStarts: number[] = []): Turn {
  const words = wordStarts.map((start) => {
    return { text: 'w', startMs: start, endMs: start + 100, origin: 'aligned' as const };
  });
  const base = { id: String(startMs), index: 0, side: 'a' as const, speaker: 'Maya', gapMs: null };
  return {
    ...base,
    text: 'w w w',
    intended: '',
    heard: null,
    startMs,
    endMs,
    interrupted: false,
    words,
    segments: [],
  };
}

const turns = [
  turn(1000, 4000, [1000, 2000, 3000]),
  turn(4200, 6000, [4200, 5000]),
  turn(7000, 9000, [7000]),
];

describe('places of the player', () => {
  it('belong to the last turn that has begun', () => {
    expect([0, 1000, 4100, 4200, 99_999].map((ms) => turnIndexAt(turns, ms))).toEqual([
      -1, 0, 0, 1, 2,
    ]);
    expect(turnIndexAt([], 10)).toBe(-1);
  });

  it('go from turn to turn', () => {
    expect(nextTurnMs(turns, 0)).toBe(1000);
    expect(nextTurnMs(turns, 5000)).toBe(7000);
    expect(nextTurnMs(turns, 8000)).toBeUndefined();
    expect(previousTurnMs(turns, 6500)).toBe(4200);
    expect(previousTurnMs(turns, 4300)).toBe(1000);
    expect(previousTurnMs(turns, 500)).toBe(0);
  });

  it('go from word to word', () => {
    expect(wordMs(turns, 2000, 1)).toBe(3000);
    expect(wordMs(turns, 3500, 1)).toBe(4200);
    expect(wordMs(turns, 4200, -1)).toBe(3000);
    expect(wordMs(turns, 2900, -1)).toBe(2000);
    expect(wordMs(turns, 8000, 1)).toBeUndefined();
    expect(wordMs(turns, 1000, -1)).toBeUndefined();
  });
});

describe('the rate of a turn', () => {
  it('is words a minute', () => {
    expect(wordsPerMinute(turns[0]!)).toBe(60);
    expect(wordsPerMinute(turn(0, 2000))).toBe(90);
    expect(wordsPerMinute(turn(0, 300))).toBeNull();
  });
});
