/** What was measured, beside what it has to reach. */
export interface Figure {
  name: string;
  value: number;
  unit: 'ms' | 'MB' | 's' | '%' | '';
  /** At most this. Without it the figure is told, not judged. */
  target?: number;
  note?: string;
}

/** The value below which the given share (0 to 1) lies; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Whether all figures with a target reach it. */
export function print(figures: readonly Figure[]): boolean {
  let reached = true;
  for (const { name, value, unit, target, note = '' } of figures) {
    const isMissed = target !== undefined && !(value <= target);
    if (isMissed) reached = false;
    const verdict = target === undefined ? '' : isMissed ? 'MISSED' : 'ok';
    const aim = target === undefined ? '' : `≤ ${target}`;
    const shown = `${value.toFixed(unit === '' ? 0 : 1)} ${unit}`.padStart(12);
    console.log(
      `${name.padEnd(58)}${shown}  ${aim.padEnd(8)}${verdict.padEnd(7)} ${note}`.trimEnd(),
    );
  }
  return reached;
}
