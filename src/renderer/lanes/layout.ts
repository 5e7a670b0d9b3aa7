import type { Side } from '../../contract/side.ts';

/** The strip between the two lanes, px: marks above, times below. */
export const AXIS_HEIGHT = 32;

/** The rail on which gaps and overlaps are drawn, px from the top of that strip. */
export const RAIL = 5;

export interface LaneSizes {
  /** Of the picture, px. */
  width: number;
  /** Of each lane, px. */
  laneHeight: number;
}

/** Where a lane begins, px from the top: side a above the axis, side b below. */
export function laneTop({ laneHeight }: LaneSizes, side: Side): number {
  return side === 'a' ? 0 : laneHeight + AXIS_HEIGHT;
}
