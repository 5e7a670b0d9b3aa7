/** A stretch of frames, `to` exclusive. */
export interface FrameRange {
  readonly from: number;
  readonly to: number;
}

/** Column of a pause: it stands for no frame of the reference. */
export const PAUSE = -1;

/** What the sound is laid against, from left to right: pause, word, pause, word, …, pause. */
export interface Columns {
  /** The reference's frame of each column, or PAUSE. */
  readonly frames: Int32Array;
  /** The word of each column; of a pause: the word before it (−1 before the first). */
  readonly words: Int32Array;
}

/**
 * The reference without its own pauses: those of the sound decide, and may come between any two words.
 */
export function columnsOf(words: readonly FrameRange[]): Columns {
  const frames: number[] = [PAUSE];
  const owners: number[] = [-1];
  words.forEach(({ from, to }, word) => {
    for (let frame = from; frame < Math.max(to, from + 1); frame += 1) {
      frames.push(frame);
      owners.push(word);
    }
    frames.push(PAUSE);
    owners.push(word);
  });
  return { frames: Int32Array.from(frames), words: Int32Array.from(owners) };
}
