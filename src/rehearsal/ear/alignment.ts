import type { Anchor } from './anchors.ts';
import { BANDS, type Frames } from './frames.ts';

/** Mean difference of two frames at which they count neither for nor against, in dB. */
const NEUTRAL_DB = 4;
/** No band counts for more than this, in dB. */
const MOST_DB = 18;
/** Price of a step in one of the sounds only. */
const SLIP = 0.12;
/** Half the width of the corridor around the anchors, in frames. */
const CORRIDOR = 12;

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

/** From which frame an alignment may use which, in frames of the sound. */
export interface Range {
  readonly from: number;
  readonly to: number;
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
  const rows = range.to - range.from;
  const width = 2 * CORRIDOR + 1;
  const scores = new Float32Array(rows * width);
  const matches = new Float32Array(rows * width);
  const moves = new Uint8Array(rows * width);
  const shifts = new Int32Array(rows);
  let best = -1;
  let bestScore = 0;
  for (let row = 0; row < rows; row += 1) {
    const shift = corridorAt(line, range.from + row) - CORRIDOR;
    shifts[row] = shift;
    const jump = row === 0 ? 0 : shift - shifts[row - 1]!;
    for (let column = 0; column < width; column += 1) {
      const place = shift + column;
      if (place < 0 || place >= spoken.count) continue;
      const cell = row * width + column;
      const match = agreement(heard, spoken, range.from + row, place, offsetDb);
      matches[cell] = match;
      let score = match;
      let move = 0;
      // Column of the same spoken frame in the row before.
      const above = column + jump;
      if (row > 0 && above - 1 >= 0 && above - 1 < width) {
        const through = scores[cell - column - width + above - 1]! + match;
        if (through > score) [score, move] = [through, 1];
      }
      if (row > 0 && above >= 0 && above < width) {
        const through = scores[cell - column - width + above]! + match / 2 - SLIP;
        if (through > score) [score, move] = [through, 2];
      }
      if (column > 0) {
        const through = scores[cell - 1]! + match / 2 - SLIP;
        if (through > score) [score, move] = [through, 3];
      }
      if (score <= 0) continue;
      scores[cell] = score;
      moves[cell] = move + 1;
      if (score > bestScore) [best, bestScore] = [cell, score];
    }
  }
  if (best < 0) return undefined;

  const steps: Step[] = [];
  for (let cell = best; moves[cell]! > 0; ) {
    const row = Math.floor(cell / width);
    const column = cell - row * width;
    steps.push({ heard: range.from + row, spoken: shifts[row]! + column, match: matches[cell]! });
    const move = moves[cell]! - 1;
    if (move === 0) break;
    if (move === 3) cell -= 1;
    else {
      const above = column + shifts[row]! - shifts[row - 1]! - (move === 1 ? 1 : 0);
      cell = (row - 1) * width + above;
    }
  }
  return { steps: steps.reverse(), evidence: bestScore };
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

/** How much louder the sound is than the utterance was, where they are anchored: the median, in dB. */
function levelOffset(heard: Frames, spoken: Frames, line: readonly Anchor[]): number {
  const differences: number[] = [];
  for (const { heardAt, spokenAt } of line) {
    for (let frame = 0; frame < 24; frame += 3) {
      const [q, c] = [heardAt + frame, spokenAt + frame];
      if (c < 0 || q >= heard.count || c >= spoken.count) continue;
      if (heard.activity[q]! < 0.5 || spoken.activity[c]! < 0.5) continue;
      for (let band = 0; band < BANDS; band += 2) {
        const value = heard.bands[q * BANDS + band]!;
        if (value > -30) differences.push(value - spoken.bands[c * BANDS + band]!);
      }
    }
  }
  differences.sort((a, b) => a - b);
  return differences[differences.length >> 1] ?? 0;
}

/** How well two frames agree, weighed by how much voice is in them: −1 … 1. Silence says nothing. */
function agreement(heard: Frames, spoken: Frames, q: number, c: number, offsetDb: number): number {
  const weight = Math.max(heard.activity[q]!, spoken.activity[c]!);
  if (weight < 0.05) return 0.01;
  let sum = 0;
  const heardAt = q * BANDS;
  const spokenAt = c * BANDS;
  for (let band = 0; band < BANDS; band += 1) {
    const difference = Math.abs(heard.bands[heardAt + band]! - offsetDb - spoken.bands[spokenAt + band]!);
    sum += difference < MOST_DB ? difference : MOST_DB;
  }
  return weight * Math.max(-1, 1 - sum / BANDS / NEUTRAL_DB);
}
