import type { PerSide } from '../../contract/side.ts';
import type { LaneColors } from './colors.ts';
import type { LaneSizes } from './layout.ts';
import type { Mark } from './marks.ts';
import type { LaneTurn, Span, View } from './types.ts';

/** Everything that one picture of the lanes depends on. */
export interface Scene extends LaneSizes {
  view: View;
  durationMs: number;
  peaks: PerSide<ArrayLike<number>>;
  peaksPerSecond: number;
  turns: readonly LaneTurn[];
  marks: readonly Mark[];
  selection: Span | null;
  highlight: Span | null;
}

/** A canvas context whose unit is the CSS pixel, with what is painted on it. */
export interface Brush {
  context: CanvasRenderingContext2D;
  colors: LaneColors;
  scene: Scene;
  /** Device pixels per CSS pixel. */
  ratio: number;
}
