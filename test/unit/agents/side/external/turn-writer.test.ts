import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SoundTurn } from '../../../../../src/agents/side/external/sounding.ts';
import { Transcript } from '../../../../../src/agents/side/external/transcript.ts';
import { TurnWriter } from '../../../../../src/agents/side/external/turn-writer.ts';
import type { ErrorData } from '../../../../../src/contract/errors.ts';

describe('TurnWriter', () => {
  let transcript: Transcript;
  let told: string[];
  let faults: ErrorData[];
  let hear: (signal: AbortSignal) => Promise<string>;
  let writer: TurnWriter;

  beforeEach(() => {
    vi.useFakeTimers();
    transcript = new Transcript();
    told = [];
    faults = [];
    hear = () => Promise.resolve('as recognised');
    writer = new TurnWriter({
      transcript,
      ear: { words: (_pcm, signal) => hear(signal), close: () => Promise.resolve() },
      reports: {
        onTurnStarted: ({ turnId }) => told.push(`${turnId} begins`),
        onTurnWords: ({ words }) => told.push(...words.map(({ text }) => text)),
        onTurnEnded: ({ turnId, text }) => told.push(`${turnId}: ${text}`),
        fault: (error) => faults.push(error),
      },
      wasCut: () => false,
    });
  });
  afterEach(() => vi.useRealTimers());

  function turn(id: string, startMs: number, endMs: number): SoundTurn {
    return { id, startMs, endMs, pcm: [] };
  }

  function write(segment: string, atMs: number, text: string): void {
    const sink = transcript.open(segment, atMs);
    sink.add(text);
    sink.close();
    writer.textCame(undefined);
  }

  /** The sound of a turn, from its begin to its end. */
  function sounds(one: SoundTurn): void {
    writer.start(one);
    writer.end(one);
  }

  const later = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

  it('has the words that were published while it sounded, at once', async () => {
    write('s1', 1000, 'Good morning.');
    sounds(turn('1', 1050, 2000));
    await later(0);
    expect(told).toEqual(['1 begins', '1: Good morning.']);
  });

  it('waits until what is being written is complete, and tells words meanwhile', async () => {
    const one = turn('1', 1000, 2000);
    writer.start(one);
    const sink = transcript.open('s1', 1000);
    sink.add('Good mor');
    writer.textCame(one);
    writer.end(one);
    await later(500);
    expect(told).toEqual(['1 begins', 'Good']);
    sink.add('ning.');
    sink.close();
    writer.textCame(undefined);
    await later(0);
    expect(told.at(-1)).toBe('1: Good morning.');
  });

  it('has words that come when the sound is over, as some agents publish them', async () => {
    sounds(turn('1', 1000, 2000));
    await later(1000);
    write('s1', 3000, 'Good morning.');
    await later(0);
    expect(told.at(-1)).toBe('1: Good morning.');
  });

  it('leaves words that come later to the turn that begins with them', async () => {
    write('s1', 1000, 'One moment.');
    const first = turn('1', 1000, 2000);
    const second = turn('2', 2600, 4000);
    writer.start(first);
    write('s2', 2550, 'Here it is.');
    writer.start(second);
    writer.end(first);
    writer.end(second);
    await later(0);
    expect(told.slice(-2)).toEqual(['1: One moment.', '2: Here it is.']);
  });

  it('does not take the words of the next turn for one that has none', async () => {
    const first = turn('1', 1000, 2000);
    sounds(first);
    writer.start(turn('2', 2900, 4000));
    write('s2', 2850, 'Here it is.');
    await later(1500);
    expect(told).toContain('1: as recognised');
    expect(transcript.peek(Number.POSITIVE_INFINITY)).toBe('Here it is.');
  });

  it('recognises itself what comes without words, and says so when it can not', async () => {
    sounds(turn('1', 1000, 2000));
    await later(1499);
    expect(told).toEqual(['1 begins']);
    await later(1);
    expect(told.at(-1)).toBe('1: as recognised');
    hear = () => Promise.reject(new Error('no ear'));
    sounds(turn('2', 5000, 6000));
    await later(1500);
    expect(told.at(-1)).toBe('2: ');
    expect(faults).toMatchObject([{ message: 'no ear' }]);
  });

  it('comes to its end soon, whatever the recognition does, and complains of nothing then', async () => {
    hear = (signal) =>
      new Promise((_resolve, reject) =>
        signal.addEventListener('abort', () => reject(signal.reason as Error)),
      );
    sounds(turn('1', 1000, 2000));
    const closed = writer.close();
    await later(1500);
    await closed;
    expect(told.at(-1)).toBe('1: ');
    expect(faults).toEqual([]);
  });
});
