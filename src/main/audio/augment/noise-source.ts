/** Noise without end. */
export interface NoiseSource {
  /** Root mean square, in the long run. */
  readonly rms: number;
  next(): number;
}
