import type { View } from './types.ts';

/** One bar of a waveform. */
export interface Bar {
  /** Middle of the bar, px. */
  x: number;
  /** 0 … 1 of the lane's height. */
  height: number;
}

/**
 * The loudest peak of each bar, as heights. Bars begin at multiples of their own length of time, whatever
 * the view: a picture that moves on keeps its shape instead of flickering.
 *
 * @param peaks 0 … 255, linear, `perSecond` of them a second
 * @param pitch distance between bars, px
 */
export function waveBars(
  peaks: ArrayLike<number>,
  perSecond: number,
  view: View,
  width: number,
  pitch: number,
): Bar[] {
  if (width <= 0) return [];
  const msPerBar = ((view.toMs - view.fromMs) / width) * pitch;
  const peaksPerBar = (msPerBar / 1000) * perSecond;
  const first = Math.floor(view.fromMs / msPerBar);
  const end = Math.min(Math.ceil(view.toMs / msPerBar), Math.ceil(peaks.length / peaksPerBar));
  const bars: Bar[] = [];
  for (let index = first; index < end; index++) {
    const value = valueAt(peaks, index * peaksPerBar, peaksPerBar);
    const x = ((index + 0.5) * msPerBar - view.fromMs) / (msPerBar / pitch);
    bars.push({ x, height: loudness(value) });
  }
  return bars;
}

/** The loudest of a stretch of peaks; between two of them, a straight line from one to the next. */
function valueAt(peaks: ArrayLike<number>, from: number, length: number): number {
  if (length < 1) return between(peaks, from + length / 2 - 0.5);
  const end = Math.min(Math.ceil(from + length), peaks.length);
  let loudest = 0;
  for (let index = Math.floor(from); index < end; index++) {
    if (peaks[index]! > loudest) loudest = peaks[index]!;
  }
  return loudest;
}

function between(peaks: ArrayLike<number>, position: number): number {
  const last = peaks.length - 1;
  const left = Math.min(Math.max(Math.floor(position), 0), last);
  const right = Math.min(left + 1, last);
  const share = Math.min(Math.max(position - left, 0), 1);
  return peaks[left]! * (1 - share) + peaks[right]! * share;
}

/**
 * The height for a peak. Speech lies at a tenth to a half of full scale, so small values are raised: a
 * root keeps order and silence.
 */
export function loudness(peak: number): number {
  return Math.min(1, (peak / 255) ** 0.65);
}
