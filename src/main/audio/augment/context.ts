import type { PcmStream } from '../pcm.ts';

/** What preparing an augmentation needs. */
export interface AugmentContext {
  /** Of the sound that is changed, Hz. */
  rate: number;
  /** That sound, from its beginning; called once to measure it. */
  read: () => PcmStream;
  /** For temporary files. */
  directory: string;
  signal?: AbortSignal | undefined;
}
