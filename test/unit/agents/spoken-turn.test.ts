import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateWords, SpokenTurn, textOf } from '../../../src/agents/side/spoken-turn.ts';
import type { SpokenWord } from '../../../src/contract/worker-messages.ts';

const word = (text: string, startMs: number, endMs: number): SpokenWord => ({
  text,
  startMs,
  endMs,
  origin: 'provider',
});

describe('SpokenTurn', () => {
  it('puts the words of each request on the clock of the turn', () => {
    const turn = new SpokenTurn();
    turn.add(40, 'One two.', [word('One', 0, 200), word('two.', 200, 400)]);
    turn.add(360);
    turn.add(400, 'Three.', [word('Three.', 0, 380)]);
    expect(turn.text).toBe('One two. Three.');
    expect(turn.audible(Infinity).map(({ startMs }) => startMs)).toEqual([0, 200, 400]);
  });

  it('keeps the words whose greater part was played', () => {
    const turn = new SpokenTurn();
    turn.add(600, 'One two three', [
      word('One', 0, 200),
      word('two', 200, 400),
      word('three', 400, 600),
    ]);
    expect(textOf(turn.audible(250))).toBe('One');
    expect(textOf(turn.audible(310))).toBe('One two');
    expect(turn.audible(0)).toEqual([]);
  });

  it('moves the words behind a stall, and only those', () => {
    const turn = new SpokenTurn();
    turn.add(200, 'One two', [word('One', 0, 200), word('two', 200, 400)]);
    turn.stall(500);
    turn.add(200);
    expect(turn.lengthMs).toBe(900);
    expect(turn.audible(Infinity)).toEqual([word('One', 0, 200), word('two', 700, 900)]);
    expect(textOf(turn.audible(600))).toBe('One');
  });

  it('estimates the words of a voice that gives no times, and says so', () => {
    const turn = new SpokenTurn();
    turn.add(1000, 'Hello there');
    turn.add(1000);
    const words = turn.audible(Infinity);
    expect(words.map(({ text }) => text)).toEqual(['Hello', 'there']);
    expect(words.every(({ origin }) => origin === 'estimated')).toBe(true);
    expect(words.at(-1)?.endMs).toBeCloseTo(2000);
  });
});

describe('estimateWords', () => {
  it('fills the span in order, whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(5000), fc.nat(60_000), (text, from, length) => {
        const words = estimateWords(text, from, from + length);
        let at = from;
        for (const { startMs, endMs } of words) {
          expect(startMs).toBeCloseTo(at, 6);
          expect(endMs).toBeGreaterThanOrEqual(startMs);
          at = endMs;
        }
        if (words.length > 0) expect(at).toBeCloseTo(from + length, 3);
      }),
    );
  });
});
