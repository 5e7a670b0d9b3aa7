import { expect, it } from 'vitest';
import { CallerTurns } from '../../../../../src/agents/side/external/caller-turns.ts';
import type { FromWorker } from '../../../../../src/contract/worker-messages.ts';

const about = { conversationId: 'c', side: 'a' } as const;

function starts(turnId: string, atMonotonicMs: number): FromWorker {
  return { kind: 'turn-started', ...about, turnId, atMonotonicMs };
}

function ends(turnId: string, startMonotonicMs: number, endMonotonicMs: number): FromWorker {
  const text = 'Hello.';
  const times = { startMonotonicMs, endMonotonicMs, playedMs: endMonotonicMs - startMonotonicMs };
  const said = { intended: text, text, words: [], interrupted: false };
  return { kind: 'turn-ended', ...about, turnId, ...said, ...times };
}

it('an agent was cut off when the caller spoke into its turn and went on', () => {
  const caller = new CallerTurns();
  caller.take(starts('1', 2000));
  expect(caller.cut({ startMs: 1000, endMs: 2600 })).toBe(true);
  expect(caller.cut({ startMs: 1000, endMs: 2100 })).toBe(false);
  expect(caller.cut({ startMs: 2500, endMs: 3000 })).toBe(false);
  caller.take(ends('1', 2000, 2400));
  // A word in between, after which the agent went on, cut nothing.
  expect(caller.cut({ startMs: 1000, endMs: 4000 })).toBe(false);
});

it('what was heard was said since it was last told what was heard', () => {
  const caller = new CallerTurns();
  caller.take(starts('1', 2000));
  caller.take(ends('1', 2000, 3000));
  expect(caller.heardAt(3500)).toEqual({ startMs: 2000, endMs: 3500 });
  expect(caller.heardAt(9000)).toEqual({ startMs: 3500, endMs: 9000 });
});
