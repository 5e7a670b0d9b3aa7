import type { EspeakEvent } from './espeak.ts';
import type { TextWord } from './spoken-text.ts';

/** A word of the text and when it sounds, in ms from the first sample of the espeak-ng call. */
export interface TimedWord {
  readonly text: string;
  readonly startMs: number;
  readonly endMs: number;
}

/**
 * Turns espeak-ng's events into word times. espeak-ng says a number in many words and runs small words
 * together ("of the" is one), so a written word is what was spoken from its text position to the next
 * one's; words that share one event are parted at a phoneme, in proportion to their letters.
 */
export class WordTimer {
  readonly #words: readonly TextWord[];
  /** The first word that is not complete. */
  #open = 0;
  /** Starts of the audible phonemes since then, and the end of the last one where that is known. */
  #phonemes: number[] = [];
  #end: number | undefined;

  constructor(words: readonly TextWord[]) {
    this.#words = words;
  }

  /** Takes the next event; gives the words that are complete by it. */
  take(event: EspeakEvent): TimedWord[] {
    const at = event.audio_position;
    switch (event.type) {
      case 'phoneme':
        this.#sound(at, event.id !== '');
        return [];
      case 'word':
        return this.#close(this.#wordAt(event.text_position - 1), at);
      case 'end':
        return this.#close(this.#wordAt(event.text_position - 2) + 1, at);
      default:
        return [];
    }
  }

  /** When the word that is still incomplete began; undefined when there is none. */
  get openSinceMs(): number | undefined {
    return this.#phonemes[0];
  }

  #sound(at: number, audible: boolean): void {
    if (audible) {
      this.#phonemes.push(at);
      this.#end = undefined;
    } else this.#end ??= at;
  }

  /** Index of the word that holds this character. */
  #wordAt(position: number): number {
    let index = this.#open;
    while (index + 1 < this.#words.length && this.#words[index + 1]!.offset <= position) index += 1;
    return index;
  }

  /** Ends the words before `next` by what has sounded until `at`; without sound they wait for more. */
  #close(next: number, at: number): TimedWord[] {
    if (this.#phonemes.length === 0 || next <= this.#open) return [];
    const bounds = [...this.#phonemes, this.#end ?? at];
    const result = share(this.#words.slice(this.#open, next), bounds);
    this.#open = next;
    this.#phonemes = [];
    this.#end = undefined;
    return result;
  }
}

/** Parts the phonemes among the words, in proportion to their letters. `bounds` ends with the end. */
function share(words: readonly TextWord[], bounds: readonly number[]): TimedWord[] {
  const letters = words.map((word) => word.text.length);
  const total = letters.reduce((sum, count) => sum + count, 0);
  const last = bounds.length - 1;
  let before = 0;
  return words.map((word, index) => {
    const from = Math.round((before / total) * last);
    before += letters[index]!;
    const to = Math.round((before / total) * last);
    return { text: word.text, startMs: bounds[from]!, endMs: bounds[to]! };
  });
}
