import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Watchdog } from '../../../src/main/workers/watchdog.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('ten seconds of silence are reported, once', () => {
  const onSilence = vi.fn();
  new Watchdog(10_000, onSilence).start();
  vi.advanceTimersByTime(9999);
  expect(onSilence).not.toHaveBeenCalled();
  vi.advanceTimersByTime(60_000);
  expect(onSilence).toHaveBeenCalledTimes(1);
});

test('a sign of life starts the count anew', () => {
  const onSilence = vi.fn();
  const watchdog = new Watchdog(10_000, onSilence);
  watchdog.start();
  for (let second = 0; second < 60; second += 9) {
    vi.advanceTimersByTime(9000);
    watchdog.alive();
  }
  expect(onSilence).not.toHaveBeenCalled();
});

test('a clock that jumps while the host sleeps blames nobody', () => {
  const onSilence = vi.fn();
  new Watchdog(10_000, onSilence).start();
  vi.setSystemTime(Date.now() + 3_600_000);
  vi.advanceTimersByTime(1000);
  expect(onSilence).not.toHaveBeenCalled();
});

test('stopped, it is silent', () => {
  const onSilence = vi.fn();
  const watchdog = new Watchdog(10_000, onSilence);
  watchdog.start();
  watchdog.stop();
  vi.advanceTimersByTime(60_000);
  expect(onSilence).not.toHaveBeenCalled();
});
