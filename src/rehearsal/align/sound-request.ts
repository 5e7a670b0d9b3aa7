/** A sound, and the words that are in it. */
export interface SoundRequest {
  readonly samples: Float32Array;
  readonly sampleRate: number;
  readonly words: readonly string[];
  /** BCP 47 */
  readonly language: string;
  /** Stretches of speech in ms, in order; words don't lie in what is between them. */
  readonly segments: readonly (readonly [number, number])[];
  /**
   * How many of the words are probably in the sound, when it was cut off; the rest may be. All of them
   * are when this is left out.
   */
  readonly expectedWords?: number | undefined;
}

/** When a word sounds, in ms of the sound. */
export interface PlacedWord {
  readonly startMs: number;
  readonly endMs: number;
}

/** What came of it. */
export interface SoundAlignment {
  /** In ms of the sound; null for words without a sound of their own, and such as are not in it. */
  readonly words: readonly (PlacedWord | null)[];
  /** How different the sound is from the words: 0 equal, about 1 for any words. */
  readonly fit: number;
  /** The share of the speech that no word explains. */
  readonly unexplained: number;
  /** How unlike the reference's the lengths of the words are: mean of |ln|, weighed by length. */
  readonly unevenness: number;
}
