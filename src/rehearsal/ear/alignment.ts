import { agreement, levelOffset } from './agreement.ts';
import type { Anchor } from './anchors.ts';
import type { Frames } from './frames.ts';

/** Price of a step in one of the sounds only. */
const SLIP = 0.12;
/** Half the width of the corridor around the anchors, in frames. */
const CORRIDOR = 12;
const WIDTH = 2 * CORRIDOR + 1;

/** Where the best way to a cell comes from. */
const FROM = { nowhere: 0, start: 1, both: 2, heard: 3, spoken: 4 } as const;

/** One pair of frames on the way, and how well they agree: 1 equal, 0 neutral, −1 different. */
export interface Step {
  readonly heard: number;
  readonly spoken: number;
  readonly match: number;
}

/** A stretch of an utterance found in the sound. */
export interface Alignment {
  readonly steps: readonly Step[];
  /** Frames' worth of agreeing speech. */
  readonly evidence: number;
}

/** Frames of the sound that may be used. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Scores of the cells of the corridor: a row per frame of the sound, WIDTH frames of the utterance in it. */
interface Lattice {
  readonly firstHeard: number;
  /** The utterance's frame of each row's first cell. */
  readonly shifts: Int32Array;
  readonly scores: Float32Array;
  readonly matches: Float32Array;
  readonly origins: Uint8Array;
}

/**
 * Local alignment (Smith and Waterman, 1981) of sound and utterance in a corridor around the anchors:
 * agreeing frames add, others take away, so it begins and ends where the agreement does.
 */
export function align(
  heard: Frames,
  spoken: Frames,
  line: readonly Anchor[],
  range: Range,
): Alignment | undefined {
  const offsetDb = levelOffset(heard, spoken, line);
  const lattice = emptyLattice(line, range);
  let best = -1;
  let evidence = 0;
  for (let row = 0; row < lattice.shifts.length; row += 1) {
    for (let column = 0; column < WIDTH; column += 1) {
      const place = lattice.shifts[row]! + column;
      if (place < 0 || place >= spoken.count) continue;
      const match = agreement(heard, spoken, range.from + row, place, offsetDb);
      const score = enter(lattice, row, column, match);
      if (score > evidence) [best, evidence] = [row * WIDTH + column, score];
    }
  }
  return best < 0 ? undefined : { steps: wayTo(lattice, best), evidence };
}

function emptyLattice(line: readonly Anchor[], { from, to }: Range): Lattice {
  const rows = to - from;
  return {
    firstHeard: from,
    shifts: Int32Array.from({ length: rows }, (_, row) => corridorAt(line, from + row) - CORRIDOR),
    scores: new Float32Array(rows * WIDTH),
    matches: new Float32Array(rows * WIDTH),
    origins: new Uint8Array(rows * WIDTH),
  };
}

/** Fills in a cell by the best way to it; gives its score. */
function enter(lattice: Lattice, row: number, column: number, match: number): number {
  const { scores, shifts } = lattice;
  const cell = row * WIDTH + column;
  let score = match;
  let origin: number = FROM.start;
  if (row > 0) {
    // The same frame of the utterance in the row above.
    const above = column + shifts[row]! - shifts[row - 1]!;
    const aboveCell = (row - 1) * WIDTH + above;
    if (above >= 1 && above <= WIDTH && scores[aboveCell - 1]! + match > score) {
      score = scores[aboveCell - 1]! + match;
      origin = FROM.both;
    }
    if (above >= 0 && above < WIDTH && scores[aboveCell]! + match / 2 - SLIP > score) {
      score = scores[aboveCell]! + match / 2 - SLIP;
      origin = FROM.heard;
    }
  }
  if (column > 0 && scores[cell - 1]! + match / 2 - SLIP > score) {
    score = scores[cell - 1]! + match / 2 - SLIP;
    origin = FROM.spoken;
  }
  if (score <= 0) return 0;
  scores[cell] = score;
  lattice.matches[cell] = match;
  lattice.origins[cell] = origin;
  return score;
}

function wayTo(lattice: Lattice, end: number): Step[] {
  const { shifts, origins, matches, firstHeard } = lattice;
  const steps: Step[] = [];
  let cell = end;
  for (;;) {
    const row = Math.floor(cell / WIDTH);
    const column = cell - row * WIDTH;
    steps.push({ heard: firstHeard + row, spoken: shifts[row]! + column, match: matches[cell]! });
    const origin = origins[cell];
    if (origin === FROM.start || origin === FROM.nowhere) return steps.reverse();
    if (origin === FROM.spoken) cell -= 1;
    else {
      const above = column + shifts[row]! - shifts[row - 1]!;
      cell = (row - 1) * WIDTH + above - (origin === FROM.both ? 1 : 0);
    }
  }
}

/** The middle of the corridor: on the anchors, and straight between and beyond them. */
function corridorAt(line: readonly Anchor[], frame: number): number {
  let before = line[0]!;
  for (const anchor of line) {
    if (anchor.heardAt > frame) {
      if (anchor.heardAt === before.heardAt || frame < before.heardAt) break;
      const share = (frame - before.heardAt) / (anchor.heardAt - before.heardAt);
      const [a, b] = [before.spokenAt - before.heardAt, anchor.spokenAt - anchor.heardAt];
      return Math.round(frame + a + share * (b - a));
    }
    before = anchor;
  }
  return frame + before.spokenAt - before.heardAt;
}
