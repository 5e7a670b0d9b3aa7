import { markLabel, within, type Mark } from './marks.ts';
import type { Tick } from './ticks.ts';
import type { View } from './types.ts';
import { xOf } from './view.ts';

/** A text on the axis. */
export interface AxisLabel {
  kind: 'tick' | 'gap' | 'overlap';
  text: string;
  /** Left edge, px. */
  x: number;
  width: number;
}

/** Between two texts, px. */
const SPACE = 8;
/** Of each kind, the longest: more find no room, and measuring them all would take time. */
const MOST = 60;

/**
 * Which texts fit on the axis. Overlaps come first, the longest one first; then times; then gaps, where the
 * gap itself is as wide as its text.
 */
export function axisLabels(
  ticks: readonly Tick[],
  marks: readonly Mark[],
  view: View,
  width: number,
  measure: (text: string) => number,
): AxisLabel[] {
  const placed: AxisLabel[] = [];
  const place = (kind: AxisLabel['kind'], text: string, middle: number) => {
    const own = measure(text);
    const x = Math.min(Math.max(middle - own / 2, 0), Math.max(0, width - own));
    const free = placed.every(
      (other) => x >= other.x + other.width + SPACE || x + own + SPACE <= other.x,
    );
    if (free) placed.push({ kind, text, x, width: own });
  };
  const shown = within(
    marks,
    view,
    (mark) => mark.fromMs,
    (mark) => mark.toMs,
  );
  const middle = (mark: Mark) => xOf(view, width, (mark.fromMs + mark.toMs) / 2);
  for (const mark of byLength(shown, 'overlap')) place('overlap', markLabel(mark), middle(mark));
  for (const tick of ticks) place('tick', tick.label, xOf(view, width, tick.ms));
  for (const mark of byLength(shown, 'gap')) {
    const room = xOf(view, width, mark.toMs) - xOf(view, width, mark.fromMs);
    if (room >= measure(markLabel(mark))) place('gap', markLabel(mark), middle(mark));
  }
  return placed;
}

function byLength(marks: readonly Mark[], kind: Mark['kind']): Mark[] {
  return marks
    .filter((mark) => mark.kind === kind)
    .sort((one, other) => other.toMs - other.fromMs - (one.toMs - one.fromMs))
    .slice(0, MOST);
}
