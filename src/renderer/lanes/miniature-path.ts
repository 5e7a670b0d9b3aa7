import type { Side } from '../../contract/side.ts';

/** A stretch of columns in which a side speaks: from the first, up to but without the last. */
export interface Run {
  from: number;
  to: number;
}

/** Where a side speaks in a miniature's digits (0 nobody, 1 side a, 2 side b, 3 both). */
export function speakingRuns(digits: string, side: Side): Run[] {
  const speaks = side === 'a' ? '13' : '23';
  const runs: Run[] = [];
  for (let column = 0; column < digits.length; column++) {
    if (!speaks.includes(digits[column]!)) continue;
    const last = runs.at(-1);
    if (last?.to === column) last.to++;
    else runs.push({ from: column, to: column + 1 });
  }
  return runs;
}

/** The bars of one lane as one path; a hairline is left between two stretches. */
export function runsPath(runs: readonly Run[], pitch: number, y: number, height: number): string {
  return runs
    .map(
      ({ from, to }) =>
        `M${from * pitch} ${y}h${(to - from) * pitch - 0.5}v${height}H${from * pitch}z`,
    )
    .join('');
}
