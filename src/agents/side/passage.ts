import type { SpokenWord } from '../../contract/worker-messages.ts';
import { currentText, type SpokenText, type SynthesisNote } from '../speech/synthesis-note.ts';
import { estimateWords } from './estimate-words.ts';

/** One request's share of a turn: its text, and where its audio lies in the turn. */
export class Passage {
  readonly fromMs: number;
  /** Up to where its audio has come. */
  toMs: number;
  /** Undefined: there may be more of it. */
  end: SynthesisNote['end'];
  /** As the voice tells them; empty where it tells no times. */
  readonly timed: SpokenWord[] = [];
  private readonly spokenText: SpokenText;

  constructor(text: SpokenText, fromMs: number) {
    this.spokenText = text;
    this.fromMs = fromMs;
    this.toMs = fromMs;
  }

  get text(): string {
    return currentText(this.spokenText);
  }

  /** Length of its text, by which time is shared out among its words. */
  get letters(): number {
    return this.text.length + 1;
  }

  /** Words with times from its first sample. */
  addTimed(words: readonly SpokenWord[]): void {
    for (const word of words) {
      const startMs = word.startMs + this.fromMs;
      this.timed.push({ ...word, startMs, endMs: word.endMs + this.fromMs });
    }
  }

  /**
   * Its words, on the clock of the turn. Where the voice gives no times they are spread over its audio, as
   * long as all of that is there; else the pace has to tell which of them it holds so far.
   *
   * @param msPerLetter the pace of the voice
   * @param after leaves out so many of the first, of which the last ended at `untilMs`
   */
  words(msPerLetter: number, after = { words: 0, untilMs: 0 }): SpokenWord[] {
    const words =
      this.timed.length > 0
        ? this.timed.slice(after.words)
        : this.estimated(msPerLetter, after.words, Math.max(this.fromMs, after.untilMs));
    return this.end === 'cut' ? words.filter((word) => isWithin(word, this.toMs)) : words;
  }

  private estimated(msPerLetter: number, skip: number, fromMs: number): SpokenWord[] {
    const text = this.text.split(/\s+/).filter(Boolean).slice(skip).join(' ');
    const atPaceMs = fromMs + (text.length + 1) * msPerLetter;
    const toMs = this.end === 'whole' ? this.toMs : Math.max(this.toMs, atPaceMs);
    return estimateWords(text, fromMs, toMs);
  }
}

/** Whether the greater part of a word sounds by then. */
export function isWithin({ startMs, endMs }: SpokenWord, ms: number): boolean {
  return (startMs + endMs) / 2 <= ms;
}
