import { describe, expect, it } from 'vitest';
import type { Side } from '../../../src/contract/side.ts';
import {
  initialState,
  type RunEvent,
  type RunState,
} from '../../../src/main/conversations/run-state.ts';
import { reduce } from '../../../src/main/conversations/state.ts';
import {
  HANG_UP_GRACE_MS,
  HANG_UP_HEARD_MS,
  HANG_UP_LIMIT_MS,
  HANG_UP_THINKING_MS,
} from '../../../src/main/conversations/goodbye-rule.ts';
import { decideStop } from '../../../src/main/conversations/stop-rules.ts';
import { TAIL_MS } from '../../../src/main/conversations/stop.ts';
import { heard, turnEnded, turnStarted } from './messages.ts';

const LIMITS = { maxTurns: 3, maxMinutes: 2, silenceSeconds: 20 };
const about = (side: Side) => ({ conversationId: 'c', side });

function after(...events: RunEvent[]): RunState {
  const begun: RunEvent = { kind: 'began', atMs: 0 };
  return [begun, ...events].reduce(reduce, initialState({ a: 'Ann', b: 'Ben' }));
}
const hangUp = (side: Side, atMs: number): RunEvent => ({
  kind: 'worker',
  side,
  message: { kind: 'hang-up', ...about(side) },
  atMs,
});
const state = (side: Side, now: 'thinking' | 'speaking' | 'listening', atMs: number): RunEvent => ({
  kind: 'worker',
  side,
  message: { kind: 'state', ...about(side), state: now, atMonotonicMs: atMs },
  atMs,
});
const level = (dbfs: number, atMs: number): RunEvent => ({
  kind: 'recorder',
  message: {
    kind: 'progress',
    conversationId: 'c',
    clock: { monotonicMs: atMs, recordingMs: atMs },
    levels: { a: dbfs, b: -100 },
    peaks: { a: [], b: [] },
  },
  atMs,
});

describe('after a hang-up', () => {
  const spoken = [turnEnded('b', '1', 0, 1000), heard('a', 'hello there', 0, 1000)];

  it('waits for the grace, then ends by goodbye with the name of who hung up', () => {
    const hungUp = after(...spoken, hangUp('b', 1000));
    expect(decideStop(hungUp, 1000 + HANG_UP_GRACE_MS - 1, LIMITS)).toBeUndefined();
    expect(decideStop(hungUp, 1000 + HANG_UP_GRACE_MS, LIMITS)).toMatchObject({
      reason: 'goodbye',
      status: 'completed',
      message: 'Ben said goodbye and hung up.',
      error: null,
    });
  });

  it('waits a little longer for what was last said to be understood', () => {
    const hungUp = after(turnEnded('b', '1', 0, 1000), hangUp('b', 1000));
    expect(decideStop(hungUp, 1000 + HANG_UP_HEARD_MS - 1, LIMITS)).toBeUndefined();
    expect(decideStop(hungUp, 1000 + HANG_UP_HEARD_MS, LIMITS)?.reason).toBe('goodbye');
  });

  it('waits for a side that is thinking of an answer', () => {
    const thinking = after(...spoken, hangUp('b', 1000), state('a', 'thinking', 1300));
    expect(decideStop(thinking, 1000 + HANG_UP_THINKING_MS - 1, LIMITS)).toBeUndefined();
    expect(decideStop(thinking, 1000 + HANG_UP_THINKING_MS, LIMITS)?.reason).toBe('goodbye');
  });

  it('lets the other side finish a turn in progress, and gives its sound time to arrive', () => {
    const answering = after(...spoken, hangUp('b', 1000), turnStarted('a', '2', 1200));
    expect(decideStop(answering, 3000, LIMITS)).toBeUndefined();
    const answered = [
      turnEnded('a', '2', 1200, 3000),
      heard('b', 'hello there', 1200, 3000),
    ].reduce(reduce, answering);
    expect(decideStop(answered, 3000 + HANG_UP_GRACE_MS - 1, LIMITS)).toBeUndefined();
    expect(decideStop(answered, 3000 + HANG_UP_GRACE_MS, LIMITS)?.reason).toBe('goodbye');
  });

  it('cuts a side off that speaks again after its goodbye', () => {
    const again = after(...spoken, hangUp('b', 1000), turnStarted('b', '3', 1300));
    expect(decideStop(again, 1301, LIMITS)?.reason).toBe('goodbye');
  });

  it('does not wait for an endless turn', () => {
    const talking = after(hangUp('b', 1000), turnStarted('a', 't2', 1200));
    expect(decideStop(talking, 1000 + HANG_UP_LIMIT_MS, LIMITS)?.reason).toBe('goodbye');
  });

  it('names the first when both hang up', () => {
    const both = after(hangUp('a', 1000), hangUp('b', 1300));
    expect(decideStop(both, 1300 + HANG_UP_GRACE_MS - 1, LIMITS)).toBeUndefined();
    expect(decideStop(both, 1300 + HANG_UP_GRACE_MS, LIMITS)?.message).toContain('Ann');
  });

  it('counts a side that leaves after its goodbye as an end, not as a fault', () => {
    const left = after(hangUp('b', 1000), {
      kind: 'worker',
      side: 'b',
      message: { kind: 'left', ...about('b') },
      atMs: 1100,
    });
    expect(decideStop(left, 5000, LIMITS)?.reason).toBe('goodbye');
  });
});

describe('limits', () => {
  it('ends after the last allowed turn has ended, not when it begins', () => {
    const two = after(turnEnded('b', '1', 0, 900), turnEnded('a', '2', 1000, 1900));
    const third = reduce(two, turnStarted('b', '3', 2000));
    expect(decideStop(third, 10_000, LIMITS)).toBeUndefined();
    const done = reduce(third, turnEnded('b', '3', 2000, 3000));
    expect(decideStop(done, 3000 + TAIL_MS - 1, LIMITS)).toBeUndefined();
    expect(decideStop(done, 3000 + TAIL_MS, LIMITS)).toMatchObject({
      reason: 'max-turns',
      message: 'The limit of 3 turns was reached.',
    });
  });

  it('does not count a turn of which nothing was audible', () => {
    const nothing = turnEnded('a', '3', 2000, 2040, { text: '', playedMs: 40 });
    const ended = after(turnEnded('b', '1', 0, 900), turnEnded('a', '2', 1000, 1900), nothing);
    expect(ended.turns).toHaveLength(2);
    expect(decideStop(ended, 5000, LIMITS)).toBeUndefined();
  });

  it('ends after the allowed minutes, also in mid-turn', () => {
    const talking = after(turnStarted('a', '1', 119_000));
    expect(decideStop(talking, 119_999, LIMITS)).toBeUndefined();
    expect(decideStop(talking, 120_000, LIMITS)).toMatchObject({
      reason: 'max-minutes',
      message: 'The limit of 2 minutes was reached.',
    });
  });

  it('does not run before the conversation began', () => {
    expect(decideStop(initialState({ a: 'Ann', b: 'Ben' }), 1e9, LIMITS)).toBeUndefined();
  });
});

describe('silence', () => {
  it('counts from the beginning when nobody ever speaks, which is a failure', () => {
    expect(decideStop(after(), 19_999, LIMITS)).toBeUndefined();
    expect(decideStop(after(), 20_000, LIMITS)).toMatchObject({
      reason: 'silence',
      status: 'failed',
      message: 'Nobody spoke for 20 seconds.',
      error: { code: 'provider-failed' },
    });
  });

  it('counts from the end of the last turn', () => {
    const spoken = after(turnEnded('b', '1', 0, 5000));
    expect(decideStop(spoken, 24_999, LIMITS)).toBeUndefined();
    expect(decideStop(spoken, 25_000, LIMITS)).toMatchObject({
      reason: 'silence',
      status: 'completed',
    });
  });

  it('does not count while a side speaks, and counts anew after that', () => {
    const speaking = after(state('a', 'speaking', 1000));
    expect(decideStop(speaking, 60_000, LIMITS)).toBeUndefined();
    const listening = reduce(speaking, state('a', 'listening', 30_000));
    expect(decideStop(listening, 49_999, LIMITS)).toBeUndefined();
    expect(decideStop(listening, 50_000, LIMITS)?.reason).toBe('silence');
  });

  it('waits for a side that thinks, but thinking that came to no word was silence', () => {
    const thinking = after(state('a', 'thinking', 1000));
    expect(decideStop(thinking, 60_000, LIMITS)).toBeUndefined();
    const listening = reduce(thinking, state('a', 'listening', 30_000));
    expect(decideStop(listening, 30_000, LIMITS)?.reason).toBe('silence');
  });

  it('believes the sound that the recorder measured', () => {
    const heard = after(level(-30, 10_000), level(-80, 15_000));
    expect(decideStop(heard, 29_999, LIMITS)).toBeUndefined();
    expect(decideStop(heard, 30_000, LIMITS)?.reason).toBe('silence');
  });
});

describe('order of reasons', () => {
  const error = { code: 'worker-crashed' as const, message: 'The worker ended.' };

  it('puts a fault before everything else', () => {
    const all = after(
      { kind: 'stop-asked', message: 'Stopped by the user.', atMs: 1 },
      hangUp('b', 0),
      { kind: 'fault', error, atMs: 2 },
    );
    expect(decideStop(all, 1e6, LIMITS)).toEqual({
      reason: 'fault',
      status: 'failed',
      message: 'The worker ended.',
      error,
    });
  });

  it('puts the stop of the user before rules', () => {
    const asked = after({ kind: 'stop-asked', message: 'Stopped by the user.', atMs: 1 });
    expect(decideStop(asked, 1e6, LIMITS)).toMatchObject({ reason: 'stopped', status: 'stopped' });
  });

  it('keeps the first fault', () => {
    const second = { code: 'internal' as const, message: 'later' };
    const twice = after(
      { kind: 'fault', error, atMs: 1 },
      { kind: 'fault', error: second, atMs: 2 },
    );
    expect(decideStop(twice, 3, LIMITS)?.error).toEqual(error);
  });
});
