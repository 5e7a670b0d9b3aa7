import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateWords } from '../../../src/agents/side/estimate-words.ts';
import { SpokenTurn, textOf } from '../../../src/agents/side/spoken-turn.ts';
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
    turn.add(40, { text: 'One two.', words: [word('One', 0, 200), word('two.', 200, 400)] });
    turn.add(360);
    turn.add(400, { text: 'Three.', words: [word('Three.', 0, 380)] });
    expect(turn.text).toBe('One two. Three.');
    expect(turn.audible(Infinity).map(({ startMs }) => startMs)).toEqual([0, 200, 400]);
  });

  it('keeps the words whose greater part was played', () => {
    const turn = new SpokenTurn();
    const words = [word('One', 0, 200), word('two', 200, 400), word('three', 400, 600)];
    turn.add(600, { text: 'One two three', words });
    expect(textOf(turn.audible(250))).toBe('One');
    expect(textOf(turn.audible(310))).toBe('One two');
    expect(turn.audible(0)).toEqual([]);
  });

  it('moves the words behind a stall, and only those', () => {
    const turn = new SpokenTurn();
    turn.add(200, { text: 'One two', words: [word('One', 0, 200), word('two', 200, 400)] });
    turn.stall(500);
    turn.add(200);
    expect(turn.lengthMs).toBe(900);
    expect(turn.audible(Infinity)).toEqual([word('One', 0, 200), word('two', 700, 900)]);
    expect(textOf(turn.audible(600))).toBe('One');
  });

  it('estimates the words of a voice that gives no times, and says so', () => {
    const turn = new SpokenTurn();
    turn.add(1000, { text: 'Hello there' });
    turn.add(1000, { end: 'whole' });
    const words = turn.audible(Infinity);
    expect(words.map(({ text }) => text)).toEqual(['Hello', 'there']);
    expect(words.every(({ origin }) => origin === 'estimated')).toBe(true);
    expect(words.at(-1)?.endMs).toBeCloseTo(2000);
  });
});

describe('a turn of which sound is missing', () => {
  it('holds the words that its sound had time for, at the pace of the voice so far', () => {
    const turn = new SpokenTurn();
    // 12 letters in 600 ms: 50 ms each.
    turn.add(600, { text: 'Hello there', end: 'whole' });
    turn.add(300, { text: 'one two three four five six' });
    turn.add(300, { end: 'cut' });
    turn.add(400, { text: 'Goodbye', end: 'whole' });
    expect(turn.isPartial).toBe(true);
    expect(textOf(turn.audible(turn.lengthMs))).toBe('Hello there one two three Goodbye');
    expect(turn.audible(Infinity)[2]).toMatchObject({ startMs: 600, endMs: 800 });
    expect(turn.text).toBe('Hello there one two three four five six Goodbye');
  });

  it('holds no word that was announced for sound that did not come', () => {
    const turn = new SpokenTurn();
    const words = [word('One', 0, 200), word('two', 200, 400), word('three', 400, 600)];
    turn.add(100, { text: 'One two three', words });
    turn.add(150, { end: 'cut' });
    turn.add(400, { text: 'Four', words: [word('Four', 0, 400)], end: 'whole' });
    expect(textOf(turn.audible(Infinity))).toBe('One Four');
    expect(turn.fresh().map(({ text }) => text)).toEqual(['One', 'Four']);
  });

  it('does not squeeze a sentence into as much of it as was handed out', () => {
    const turn = new SpokenTurn(50);
    turn.add(1000, { text: 'This is a sentence that would go on for a long while' });
    expect(textOf(turn.audible(1000))).toBe('This is a sentence');
    expect(turn.isPartial).toBe(true);
  });

  it('is none when all of it came', () => {
    const turn = new SpokenTurn();
    turn.add(300, { text: 'One two.' });
    turn.add(300, { end: 'whole' });
    expect(turn.isPartial).toBe(false);
  });
});

describe('the words told while a turn is spoken', () => {
  it('come once their sound was handed out, and not before', () => {
    const turn = new SpokenTurn();
    turn.add(40, { text: 'One two.', words: [word('One', 0, 200), word('two.', 200, 400)] });
    expect(turn.fresh()).toEqual([]);
    turn.add(160);
    expect(turn.fresh()).toEqual([word('One', 0, 200)]);
    turn.stall(500);
    turn.add(200);
    expect(turn.fresh()).toEqual([word('two.', 700, 900)]);
    turn.add(20, { end: 'whole' });
    expect(turn.fresh()).toEqual([]);
  });

  it('of a voice without times come at the pace of speech, and the rest with the next request', () => {
    const turn = new SpokenTurn();
    turn.add(1000, { text: 'Hello there, how are you today?' });
    const early = turn.fresh();
    expect(early.map(({ text }) => text)).toEqual(['Hello', 'there,']);
    expect(early.every(({ origin, endMs }) => origin === 'estimated' && endMs <= 1000)).toBe(true);
    turn.add(600);
    turn.add(40, { text: 'Fine.' });
    const late = turn.fresh();
    expect(late.map(({ text }) => text)).toEqual(['how', 'are', 'you', 'today?']);
    expect(late.at(-1)?.endMs).toBeCloseTo(1600);
    turn.add(40, { end: 'whole' });
    expect(turn.fresh().map(({ text }) => text)).toEqual(['Fine.']);
  });

  it('are each told once, in order, and exactly those of the finished turn when the voice gives times', () => {
    const passage = fc.record({
      timed: fc.boolean(),
      lengths: fc.array(fc.integer({ min: 1, max: 600 }), { minLength: 1, maxLength: 8 }),
      pieces: fc.array(fc.integer({ min: 10, max: 400 }), { minLength: 1, maxLength: 10 }),
      stallMs: fc.integer({ min: 0, max: 700 }),
    });
    fc.assert(
      fc.property(fc.array(passage, { minLength: 1, maxLength: 5 }), (passages) => {
        const turn = new SpokenTurn();
        const told: SpokenWord[] = [];
        const names: string[] = [];
        for (const { timed, lengths, pieces, stallMs } of passages) {
          const words = lengths.map((ms, i) => {
            const startMs = lengths.slice(0, i).reduce((sum, each) => sum + each, 0);
            return word(`w${names.length + i}`, startMs, startMs + ms);
          });
          names.push(...words.map(({ text }) => text));
          const total = lengths.reduce((sum, each) => sum + each, 0);
          const [first = 0, ...rest] = pieces.map((piece) => Math.min(piece, total));
          const text = words.map(({ text }) => text).join(' ');
          turn.add(first, { text, words: timed ? words : [] });
          told.push(...turn.fresh());
          if (stallMs > 0) turn.stall(stallMs);
          for (const ms of rest) {
            turn.add(ms);
            told.push(...turn.fresh());
          }
          turn.add(Math.max(0, total - [first, ...rest].reduce((sum, ms) => sum + ms, 0)), {
            end: 'whole',
          });
        }
        told.push(...turn.fresh());
        expect(told.map(({ text }) => text)).toEqual(names);
        if (passages.every(({ timed }) => timed)) expect(told).toEqual(turn.audible(Infinity));
        for (const [i, { startMs, endMs }] of told.entries()) {
          expect(endMs).toBeGreaterThanOrEqual(startMs);
          expect(startMs).toBeGreaterThanOrEqual((told[i - 1]?.startMs ?? 0) - 1e-6);
        }
      }),
    );
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
