import { axisLabels } from './labels.ts';
import { AXIS_HEIGHT, RAIL } from './layout.ts';
import { within } from './marks.ts';
import type { Brush } from './scene.ts';
import { axisTicks } from './ticks.ts';
import { xOf } from './view.ts';

const TEXT_SIZE = 11;

/** Gaps (quiet), overlaps (in the fault colour, with their length) and times. */
export function paintAxis(brush: Brush): void {
  const { context, colors, scene } = brush;
  const { view, width, laneHeight } = scene;
  const marks = within(
    scene.marks,
    view,
    (mark) => mark.fromMs,
    (mark) => mark.toMs,
  );
  for (const mark of marks) {
    const x = xOf(view, width, mark.fromMs);
    const thick = mark.kind === 'overlap' ? 3 : 2;
    context.fillStyle = mark.kind === 'overlap' ? colors.bad : colors.lineStrong;
    context.fillRect(
      x,
      laneHeight + RAIL - thick / 2,
      Math.max(xOf(view, width, mark.toMs) - x, 2),
      thick,
    );
  }
  context.font = `${TEXT_SIZE}px ${colors.font}`;
  context.textBaseline = 'middle';
  const ticks = axisTicks(view, width);
  const measure = (text: string) => context.measureText(text).width;
  for (const label of axisLabels(ticks, marks, view, width, measure)) {
    context.fillStyle = label.kind === 'overlap' ? colors.bad : colors.faint;
    context.fillText(label.text, label.x, laneHeight + (AXIS_HEIGHT + RAIL) / 2 + 1);
  }
}
