/** Samples of both sides, equally many, −1 … 1 (more where a limit is still to come). */
export type Planar = readonly [a: Float32Array<ArrayBuffer>, b: Float32Array<ArrayBuffer>];

/**
 * One thing that is done to the sound. It may hold samples back, but what comes out is in the end exactly as
 * long as what went in, and sample n is about sample n: there is no delay.
 */
export interface Effect {
  /** May change and return what it gets. */
  push(block: Planar): Planar;
  /** What it held back. */
  end(): Planar;
}

export const NO_SOUND: Planar = [new Float32Array(0), new Float32Array(0)];

/** An effect that needs no more than the samples at hand. */
export function inPlace(change: (block: Planar) => void): Effect {
  return {
    push(block) {
      change(block);
      return block;
    },
    end: () => NO_SOUND,
  };
}

export function dbToGain(db: number): number {
  return 10 ** (db / 20);
}
