import type { ClockPoint } from '../../contract/recorder-messages.ts';

/**
 * The map from the machine's monotonic clock to the recording's: straight between its points, at the
 * pace of real time before the first and after the last. Without points it only shifts by `fallbackZeroMs`.
 */
export function recordingClock(
  points: readonly ClockPoint[],
  fallbackZeroMs = 0,
): (monotonicMs: number) => number {
  const sorted = points.toSorted((one, other) => one.monotonicMs - other.monotonicMs);
  const first = sorted[0] ?? { monotonicMs: fallbackZeroMs, recordingMs: 0 };
  return (monotonicMs) => {
    const next = sorted.findIndex((point) => point.monotonicMs > monotonicMs);
    const before = next === 0 ? first : (sorted.at(next === -1 ? -1 : next - 1) ?? first);
    const after = next > 0 ? sorted[next] : undefined;
    const passed = monotonicMs - before.monotonicMs;
    if (!after) return before.recordingMs + passed;
    const pace =
      (after.recordingMs - before.recordingMs) / (after.monotonicMs - before.monotonicMs);
    return before.recordingMs + passed * pace;
  };
}
