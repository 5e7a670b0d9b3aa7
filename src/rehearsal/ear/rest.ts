import type { Range } from './alignment.ts';
import type { Anchor } from './anchors.ts';
import type { Frames } from './frames.ts';

/** More voice than this in a frame wants to be explained. */
const SOUND = 0.3;
/** Less is silence, of which so many frames end a burst of sound. */
const SILENCE = 0.2;
const PAUSE = 12;
/** A stretch of so many frames is worth looking for if at least so many of them are unexplained. */
const LOOK = 16;
const LEAST_TO_LOOK = 6;

/** A sound, and what of it no utterance has explained yet. */
export class Rest {
  readonly heard: Frames;
  /** 1 for a frame with sound that is unexplained. */
  readonly #open: Uint8Array;
  /** 1 for a frame inside a stretch that was found. */
  readonly #explained: Uint8Array;

  constructor(heard: Frames) {
    this.heard = heard;
    this.#open = Uint8Array.from(heard.activity, (activity) => (activity > SOUND ? 1 : 0));
    this.#explained = new Uint8Array(heard.count);
  }

  /** Frames with sound that are unexplained. */
  get openFrames(): number {
    return sum(this.#open, 0, this.#open.length);
  }

  /** Whether there is something to explain from this frame on. */
  isOpen(frame: number): boolean {
    return sum(this.#open, frame, frame + LOOK) >= LEAST_TO_LOOK;
  }

  explain({ from, to }: Range): void {
    this.#open.fill(0, from, to);
    this.#explained.fill(1, from, to);
  }

  /** The range around the anchors that nothing has explained. */
  around(line: readonly Anchor[]): Range {
    const inside = this.#open.indexOf(1, line[line.length >> 1]!.heardAt);
    const from = this.#explained.lastIndexOf(1, inside) + 1;
    const next = this.#explained.indexOf(1, inside);
    return { from, to: next < 0 ? this.#explained.length : next };
  }

  /** How much of the burst of sound around the range lies inside it: 0 … 1. */
  shareOfBurst({ from, to }: Range): number {
    const { activity } = this.heard;
    const burst = sum(activity, this.#burstEdge(from, -1), this.#burstEdge(to, 1));
    return sum(activity, from, to) / burst;
  }

  /** The nearest pause in this direction. */
  #burstEdge(start: number, direction: 1 | -1): number {
    let quiet = 0;
    let frame = start;
    while (frame >= 0 && frame < this.heard.count && quiet < PAUSE) {
      const silent = this.heard.activity[frame]! < SILENCE || this.#explained[frame] === 1;
      quiet = silent ? quiet + 1 : 0;
      frame += direction;
    }
    return Math.min(this.heard.count, Math.max(0, frame));
  }
}

function sum(values: Float32Array | Uint8Array, from: number, to: number): number {
  let total = 0;
  for (let index = from; index < Math.min(to, values.length); index += 1) total += values[index]!;
  return total;
}
