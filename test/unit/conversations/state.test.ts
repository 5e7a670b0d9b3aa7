import { describe, expect, it } from 'vitest';
import {
  inProgress,
  initialState,
  recordingMs,
  type RunEvent,
  type RunState,
} from '../../../src/main/conversations/run-state.ts';
import { reduce } from '../../../src/main/conversations/state.ts';
import { closedTurns, turnsOnClock } from '../../../src/main/conversations/spoken.ts';
import { heard, spoken, turnEnded, turnStarted, turnWords } from './messages.ts';

function after(...events: RunEvent[]): RunState {
  return events.reduce(reduce, initialState({ a: 'Ann', b: 'Ben' }));
}
const heardOf = (state: RunState) => state.turns.map((turn) => turn.heard);

describe('turns', () => {
  it('are in progress until they end', () => {
    const started = after(turnStarted('a', '1', 100));
    expect(inProgress(started, 'a')?.id).toBe('1');
    expect(inProgress(started, 'b')).toBeUndefined();
    const ended = reduce(started, turnEnded('a', '1', 110, 900));
    expect(inProgress(ended, 'a')).toBeUndefined();
    expect(ended.turns).toMatchObject([
      { index: 0, speaker: 'Ann', startMonotonicMs: 110, endMonotonicMs: 900, playedMs: 790 },
    ]);
  });

  it('are kept when only their end was reported', () => {
    expect(after(turnEnded('a', '1', 0, 900)).turns).toHaveLength(1);
  });

  it('keep their own number when one of them was void', () => {
    const state = after(
      turnStarted('a', '1', 0),
      turnEnded('a', '1', 0, 20, { text: '', playedMs: 20 }),
      turnEnded('b', '2', 100, 900),
    );
    expect(state.turns.map((turn) => turn.index)).toEqual([1]);
  });

  it('does not change the state before', () => {
    const before = after(turnStarted('a', '1', 100));
    const copy = structuredClone(before);
    reduce(before, turnEnded('a', '1', 110, 900));
    reduce(before, heard('b', 'hello', 100, 300));
    expect(before).toEqual(copy);
  });
});

describe('what was heard', () => {
  it('goes to the turn of the other side in whose time it was audible', () => {
    const state = after(
      turnEnded('a', '1', 0, 1000),
      turnEnded('b', '2', 1200, 2000),
      turnEnded('a', '3', 2200, 3000),
      heard('b', 'hello there', 2300, 3100),
    );
    expect(heardOf(state)).toEqual([null, null, 'hello there']);
  });

  it('is joined in order when it comes in pieces', () => {
    const state = after(
      turnStarted('a', '1', 0),
      heard('b', 'hello', 100, 400),
      turnEnded('a', '1', 0, 2000),
      heard('b', 'there', 900, 2100),
    );
    expect(heardOf(state)).toEqual(['hello there']);
  });

  it('is divided by its words when one piece covers two turns', () => {
    const state = after(
      turnEnded('a', '1', 0, 1000, { text: 'Good morning to you.' }),
      turnEnded('a', '2', 1300, 2500, { text: 'I wait for my parcel.' }),
      heard('b', 'good mourning to you I wait for a parcel', 100, 2600),
    );
    expect(heardOf(state)).toEqual(['good mourning to you', 'I wait for a parcel']);
  });

  it('is not divided for a turn that it merely touches', () => {
    const state = after(
      turnEnded('a', '1', 0, 1000),
      turnEnded('a', '2', 1300, 2500),
      heard('b', 'hello there', 900, 2600),
    );
    expect(heardOf(state)).toEqual([null, 'hello there']);
  });

  it('finds a turn whose sound arrived only just after it', () => {
    const state = after(turnEnded('a', '1', 0, 300), heard('b', 'yes', 350, 600));
    expect(heardOf(state)).toEqual(['yes']);
  });

  it('belongs to no turn when none was near, and empty text to none at all', () => {
    const state = after(
      turnEnded('a', '1', 0, 300),
      heard('b', 'ghost', 5000, 6000),
      heard('b', '  ', 0, 300),
    );
    expect(heardOf(state)).toEqual([null]);
  });
});

describe('the recording clock', () => {
  const listening: RunEvent = {
    kind: 'recorder',
    message: { kind: 'listening', conversationId: 'c', atMonotonicMs: 500 },
    atMs: 510,
  };

  it('counts from sample 0, then from the latest point', () => {
    expect(recordingMs(after(), 700)).toBe(0);
    const state = after(listening);
    expect(recordingMs(state, 700)).toBe(200);
    const later = reduce(state, {
      kind: 'recorder',
      message: {
        kind: 'progress',
        conversationId: 'c',
        clock: { monotonicMs: 1500, recordingMs: 990 },
        levels: { a: -100, b: -100 },
        peaks: { a: [0, 1], b: [0, 0] },
      },
      atMs: 1500,
    });
    expect(recordingMs(later, 1700)).toBe(1190);
    expect(recordingMs(later, 0)).toBe(0);
  });

  it('keeps sample 0 when the recorder comes back after a crash', () => {
    const again: RunEvent = {
      kind: 'recorder',
      message: { kind: 'listening', conversationId: 'c', atMonotonicMs: 9000 },
      atMs: 9000,
    };
    const down: RunEvent = {
      kind: 'recorder',
      message: { kind: 'down', error: { code: 'recorder-failed', message: 'gone' } },
      atMs: 8000,
    };
    const state = after(listening, down, again);
    expect(state.recorder).toBe('listening');
    expect(state.sampleZeroAt).toBe(500);
    expect(state.fault).toBeNull();
  });
});

describe('a turn that was never ended', () => {
  it('is kept as far as it was heard, marked as interrupted', () => {
    const state = after(turnStarted('a', '1', 100), heard('b', 'hello', 150, 500));
    expect(closedTurns(state, 900)).toMatchObject([
      { text: 'hello', interrupted: true, endMonotonicMs: 900 },
    ]);
    expect(turnsOnClock(state, 900)[0]).not.toHaveProperty('index');
  });

  it('is kept with the words whose sound was handed out, rather than as it was heard', () => {
    const state = after(
      turnStarted('a', '1', 100),
      turnWords('a', '1', [spoken('Hello', 0), spoken('there.', 300)]),
      heard('b', 'hallo', 150, 500),
    );
    expect(inProgress(state, 'a')).toMatchObject({ text: '', endMonotonicMs: null });
    expect(closedTurns(state, 900)).toMatchObject([
      { text: 'Hello there.', interrupted: true, playedMs: 600, endMonotonicMs: 700 },
    ]);
    const ended = reduce(state, turnEnded('a', '1', 100, 400, { text: 'Hello', words: [] }));
    const late = reduce(ended, turnWords('a', '1', [spoken('more', 600)]));
    expect(closedTurns(late, 900)).toMatchObject([{ text: 'Hello', words: [] }]);
  });

  it('is left out when nothing is known of its words', () => {
    expect(closedTurns(after(turnStarted('a', '1', 100)), 900)).toEqual([]);
  });
});
