import { expect, test } from 'vitest';
import { DEFAULT_POLICY, decideRestart } from '../../src/main/restart-policy.ts';

test('the first exits are answered by a restart after a doubling pause', () => {
  expect(decideRestart([1000], 1000)).toEqual({ kind: 'restart', delayMs: 250 });
  expect(decideRestart([1000, 2000], 2000)).toEqual({ kind: 'restart', delayMs: 500 });
});

test('the third exit within five minutes is the last', () => {
  expect(decideRestart([0, 1000, 299_999], 299_999)).toEqual({ kind: 'give-up' });
});

test('exits longer ago than the window are forgotten', () => {
  expect(decideRestart([0, 1000, 300_001], 300_001)).toEqual({ kind: 'restart', delayMs: 500 });
  expect(decideRestart([0, 1000, 900_000], 900_000)).toEqual({ kind: 'restart', delayMs: 250 });
});

test('the pause never exceeds eight seconds', () => {
  const patient = { ...DEFAULT_POLICY, maxExits: 100 };
  const exits = Array.from({ length: 20 }, (_, index) => index);
  expect(decideRestart(exits, 20, patient)).toEqual({ kind: 'restart', delayMs: 8000 });
});
