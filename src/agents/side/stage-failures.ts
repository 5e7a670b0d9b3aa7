import { isCutShort } from '../speech/api-errors.ts';

/** So many failures of a stage in a row, with no success between them, and the side gives up. */
const MOST_FAILURES = 3;

/** Counts what goes wrong in thinking and speaking, and says when there is no use in going on. */
export class StageFailures {
  private readonly inARow = { llm: 0, tts: 0 };
  private hasSpoken = false;

  /** @returns whether the side can't go on */
  failed(stage: 'llm' | 'tts', error: unknown, recoverable: boolean): boolean {
    this.inARow[stage] += 1;
    const isCut = isCutShort(error);
    // A voice that has never given a sound is the wrong one: it will not give the next one either.
    const isVoiceless = stage === 'tts' && !this.hasSpoken && !isCut;
    const mayGoOn = (recoverable && !isVoiceless) || isCut;
    return !mayGoOn || this.inARow[stage] >= MOST_FAILURES;
  }

  worked(stage: 'llm' | 'tts'): void {
    this.inARow[stage] = 0;
    if (stage === 'tts') this.hasSpoken = true;
  }
}
