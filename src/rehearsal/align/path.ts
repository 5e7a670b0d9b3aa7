import { PAUSE, type Columns } from './columns.ts';

/** What it costs to lay each frame of the sound to each frame of the reference. */
export interface Costs {
  /** Of frames of the sound. */
  readonly count: number;
  /** A frame of the sound against a frame of the reference: 0 equal, about 1 by chance. */
  spoken(frame: number, reference: number): number;
  /** A frame of the sound in a pause. */
  pause(frame: number): number;
}

/** The cheapest way through. */
export interface Way {
  /** The column of each frame of the sound; they never go back. */
  readonly columns: Int32Array;
  readonly cost: number;
}

/** Which way is looked for. */
export interface Course {
  /** The column at which a frame of the sound should come to lie, roughly. */
  expected(frame: number): number;
  /** Whether the sound may end before the last column: it was cut off. */
  readonly isOpenEnded: boolean;
}

/** Price of a frame of the reference that lasts longer, and of one that is passed over. */
const STAY = 0.15;
const SKIP = 0.2;
/** Frames of the reference that one step may pass over. */
const MOST_SKIPPED = 2;
/** Columns that one step may advance: over skipped ones and over a pause. */
const REACH = MOST_SKIPPED + 2;
/** Half the width of the corridor in columns: a share of all, within bounds. */
const WIDTH_SHARE = 0.08;
const LEAST_HALF = 200;
const MOST_HALF = 600;

/** The way back: how far each cell of the corridor is from the one before it on its best way. */
interface Lattice {
  readonly width: number;
  /** The first column of each frame's row. */
  readonly firsts: Int32Array;
  readonly steps: Uint8Array;
}

/**
 * Lays a sound against the words: dynamic time warping (Sakoe and Chiba, 1978) in a corridor, with
 * optional pauses between words. Undefined when no way leads to the end.
 */
export function cheapestWay(columns: Columns, costs: Costs, course: Course): Way | undefined {
  const lattice = corridor(columns.frames.length, costs.count, course);
  const prices = pricesOf(columns);
  let before: Float32Array = new Float32Array(lattice.width);
  let now: Float32Array = new Float32Array(lattice.width);
  for (let frame = 0; frame < costs.count; frame += 1) {
    enterRow(lattice, frame, before, now, prices);
    addCosts(lattice.firsts[frame]!, now, columns, costs, frame);
    [before, now] = [now, before];
  }
  const first = lattice.firsts[costs.count - 1] ?? 0;
  const end = endOf(before, columns, first, course.isOpenEnded);
  return end === undefined
    ? undefined
    : { columns: traced(lattice, end), cost: before[end - first]! };
}

function corridor(columns: number, frames: number, { expected }: Course): Lattice {
  const half = Math.min(MOST_HALF, Math.max(LEAST_HALF, Math.round(columns * WIDTH_SHARE)));
  const width = Math.min(columns, 2 * half + 1);
  const firsts = new Int32Array(frames);
  for (let frame = 0; frame < frames; frame += 1) {
    const wanted = Math.max(Math.round(expected(frame)) - half, firsts[frame - 1] ?? 0);
    firsts[frame] = Math.min(Math.max(0, wanted), columns - width);
  }
  return { width, firsts, steps: new Uint8Array(frames * width) };
}

/** The price of coming to each column from 0 … REACH columns before it. A pause may be left out. */
function pricesOf({ frames }: Columns): Float32Array {
  const prices = new Float32Array(frames.length * (REACH + 1)).fill(Infinity);
  for (let column = 0; column < frames.length; column += 1) {
    const at = column * (REACH + 1);
    prices[at] = frames[column] === PAUSE ? 0 : STAY;
    let skipped = 0;
    for (let back = 1; back <= Math.min(REACH, column); back += 1) {
      if (skipped <= MOST_SKIPPED) prices[at + back] = skipped * SKIP;
      if (frames[column - back] !== PAUSE) skipped += 1;
    }
  }
  return prices;
}

/** The best way to each column of a frame's row from the row before, without the frame's own costs. */
function enterRow(
  { width, firsts, steps }: Lattice,
  frame: number,
  before: Float32Array,
  now: Float32Array,
  prices: Float32Array,
): void {
  const first = firsts[frame]!;
  if (frame === 0) {
    for (let at = 0; at < width; at += 1) now[at] = first + at <= 1 ? 0 : Infinity;
    return;
  }
  const shift = first - firsts[frame - 1]!;
  for (let at = 0; at < width; at += 1) {
    const price = (first + at) * (REACH + 1);
    let [best, step] = [Infinity, 0];
    for (let back = 0; back <= REACH; back += 1) {
      const cost = (before[at + shift - back] ?? Infinity) + prices[price + back]!;
      if (cost < best) [best, step] = [cost, back];
    }
    now[at] = best;
    steps[frame * width + at] = step;
  }
}

function addCosts(
  first: number,
  now: Float32Array,
  { frames }: Columns,
  costs: Costs,
  frame: number,
): void {
  const pause = costs.pause(frame);
  for (let at = 0; at < now.length; at += 1) {
    if (now[at] === Infinity) continue;
    const reference = frames[first + at]!;
    now[at]! += reference === PAUSE ? pause : costs.spoken(frame, reference);
  }
}

/** The cheapest column to end in: the last word or the pause after it, or any. */
function endOf(
  last: Float32Array,
  { frames }: Columns,
  first: number,
  isOpenEnded: boolean,
): number | undefined {
  let end: number | undefined;
  const from = isOpenEnded ? first : Math.max(first, frames.length - 2);
  for (let column = from; column < first + last.length; column += 1) {
    const least = end === undefined ? Infinity : last[end - first]!;
    if (last[column - first]! < least) end = column;
  }
  return end;
}

function traced({ firsts, steps, width }: Lattice, end: number): Int32Array {
  const way = new Int32Array(firsts.length);
  let column = end;
  for (let frame = firsts.length - 1; frame >= 0; frame -= 1) {
    way[frame] = column;
    column -= steps[frame * width + column - firsts[frame]!]!;
  }
  return way;
}
