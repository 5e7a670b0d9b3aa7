import type { View } from './types.ts';

/** A time on the axis. */
export interface Tick {
  ms: number;
  label: string;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** Steps that people count in, ms. */
const steps = [
  ...[100, 200, 500].map((ms) => ms),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * second),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * minute),
  ...[1, 2, 6].map((n) => n * hour),
];

/** The closest step whose ticks stand at least `minGapPx` apart. */
function tickStep(view: View, width: number, minGapPx: number): number {
  const msPerPx = (view.toMs - view.fromMs) / Math.max(width, 1);
  return steps.find((step) => step / msPerPx >= minGapPx) ?? steps[steps.length - 1]!;
}

/** Round times within the view, at least `minGapPx` apart. */
export function axisTicks(view: View, width: number, minGapPx = 72): Tick[] {
  const step = tickStep(view, width, minGapPx);
  const first = Math.ceil(view.fromMs / step - 1e-9);
  const last = Math.floor(view.toMs / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => {
    const ms = (first + index) * step;
    return { ms, label: tickLabel(ms, step) };
  });
}

/** 0:05, 1:02:30; with tenths when the step needs them: 0:05.2. */
function tickLabel(ms: number, step: number): string {
  const tenths = Math.round(ms / 100);
  const seconds = Math.floor(tenths / 10);
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60];
  const hours = Math.floor(seconds / 3600);
  const clock = hours > 0 ? [hours, ...parts] : parts;
  const text = clock.map((part, index) => (index === 0 ? `${part}` : pad(part))).join(':');
  return step < second ? `${text}.${tenths % 10}` : text;
}

function pad(part: number): string {
  return String(part).padStart(2, '0');
}
