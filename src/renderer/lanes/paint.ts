import { SIDES, type Side } from '../../contract/side.ts';
import { waveBars } from './bars.ts';
import { AXIS_HEIGHT, laneTop } from './layout.ts';
import { within } from './marks.ts';
import { paintAxis } from './paint-axis.ts';
import type { Brush, Scene } from './scene.ts';
import type { Span } from './types.ts';
import { xOf } from './view.ts';

const BAR = 2;
const PITCH = 3;
/** The least that a bar shows, px: silence is a thin line, not nothing. */
const LEAST = 1;

/** Paints the whole picture. */
export function paintLanes(brush: Brush): void {
  const { context, scene, ratio } = brush;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, scene.width, scene.laneHeight * 2 + AXIS_HEIGHT);
  paintBand(brush, scene.selection, brush.colors.faint);
  paintBand(brush, scene.highlight, brush.colors.text);
  paintOverlaps(brush);
  for (const side of SIDES) {
    paintTurns(brush, side);
    paintWave(brush, side);
  }
  paintAxis(brush);
  paintGrips(brush);
}

/** The span in px, kept to the picture; undefined when it lies outside. */
function inPicture({ scene }: Brush, span: Span): { x: number; width: number } | undefined {
  const x = Math.max(0, xOf(scene.view, scene.width, span.fromMs));
  const end = Math.min(scene.width, xOf(scene.view, scene.width, span.toMs));
  return end < 0 || x > scene.width ? undefined : { x, width: Math.max(end - x, 1) };
}

/** A span over the whole height, between two strokes. */
function paintBand(brush: Brush, span: Span | null, edge: string): void {
  const { context, colors, scene } = brush;
  const height = scene.laneHeight * 2 + AXIS_HEIGHT;
  const place = span && inPicture(brush, span);
  if (!place) return;
  context.fillStyle = colors.raise;
  context.fillRect(place.x, 0, place.width, height);
  context.fillStyle = edge;
  context.fillRect(place.x - 1, 0, 1, height);
  context.fillRect(place.x + place.width, 0, 1, height);
}

/** Where one takes hold of the edges of the selection: in the middle of the axis. */
function paintGrips({ context, colors, scene }: Brush): void {
  const { selection, view, width, laneHeight } = scene;
  if (!selection) return;
  context.fillStyle = colors.faint;
  for (const ms of [selection.fromMs, selection.toMs]) {
    const x = xOf(view, width, ms);
    context.beginPath();
    context.roundRect(x - 3, laneHeight + AXIS_HEIGHT / 2 - 9, 6, 18, 3);
    context.fill();
  }
}

function paintOverlaps(brush: Brush): void {
  const { context, colors, scene } = brush;
  context.fillStyle = colors.badSoft;
  for (const mark of scene.marks) {
    const place = mark.kind === 'overlap' ? inPicture(brush, mark) : undefined;
    if (place) context.fillRect(place.x, 0, place.width, scene.laneHeight * 2 + AXIS_HEIGHT);
  }
}

/** A soft ground under each turn; where it was cut off, a stroke over the lane's whole height. */
function paintTurns(brush: Brush, side: Side): void {
  const { context, colors, scene } = brush;
  const top = laneTop(scene, side);
  const turns = within(
    scene.turns,
    scene.view,
    (turn) => turn.startMs,
    (turn) => turn.endMs,
  );
  for (const turn of turns) {
    if (turn.side !== side) continue;
    const place = inPicture(brush, { fromMs: turn.startMs, toMs: turn.endMs });
    if (!place) continue;
    context.globalAlpha = isLit(scene, turn.startMs, turn.endMs) ? 1 : 0.3;
    context.fillStyle = colors[`${side}Soft`];
    context.beginPath();
    context.roundRect(
      place.x,
      top + 2,
      place.width,
      scene.laneHeight - 4,
      Math.min(4, place.width / 2),
    );
    context.fill();
    context.fillStyle = colors[side];
    if (turn.interrupted)
      context.fillRect(place.x + place.width - 2, top + 2, 2, scene.laneHeight - 4);
    context.globalAlpha = 1;
  }
}

function paintWave(brush: Brush, side: Side): void {
  const { context, colors, scene, ratio } = brush;
  const middle = laneTop(scene, side) + scene.laneHeight / 2;
  context.fillStyle = colors.line;
  context.fillRect(0, Math.floor(middle), scene.width, 1);
  const bars = waveBars(scene.peaks[side], scene.peaksPerSecond, scene.view, scene.width, PITCH);
  const most = scene.laneHeight - 12;
  context.fillStyle = colors[side];
  const msPerPx = (scene.view.toMs - scene.view.fromMs) / scene.width;
  for (const { x, height } of bars) {
    const tall = height * most;
    if (tall < LEAST) continue;
    const ms = scene.view.fromMs + x * msPerPx;
    context.globalAlpha = isLit(scene, ms, ms) ? 1 : 0.3;
    // On whole device pixels, or bars blur and change their width while the picture moves.
    const left = Math.round((x - BAR / 2) * ratio) / ratio;
    context.fillRect(left, middle - tall / 2, BAR, tall);
  }
  context.globalAlpha = 1;
}

/** Without a highlight everything is lit, else what touches it. */
function isLit({ highlight }: Scene, fromMs: number, toMs: number): boolean {
  return !highlight || (toMs >= highlight.fromMs && fromMs <= highlight.toMs);
}
