import type { SpokenWord } from '../../../contract/worker-messages.ts';
import { TYPICAL_MS_PER_LETTER } from '../estimate-words.ts';

/** What a model says in one message, as far as it has come; both grow while it is played. */
export class SpokenItem {
  text = '';
  /** Length of the audio that has come, ms. */
  audioMs = 0;
  /** Nothing more of it comes. */
  complete = false;
}

/**
 * Places the words of an item on its audio while that is handed out. A model sends text and audio side by
 * side, faster than real time and without times: the words are spread over what audio there is, and where
 * the text is ahead of the audio, by the pace of ordinary speech.
 */
export class ItemWords {
  private readonly item: SpokenItem;
  private told = 0;
  private untilMs = 0;

  constructor(item: SpokenItem) {
    this.item = item;
  }

  /** The words that begin before this moment of the audio (ms) and were not given yet. */
  before(ms: number): SpokenWord[] {
    const rest = this.rest();
    const pace = this.pace(rest);
    const words: SpokenWord[] = [];
    for (const text of rest) {
      if (this.untilMs >= ms) break;
      words.push(this.place(text, pace));
    }
    return words;
  }

  /** All that are left: the audio ends here. */
  last(): SpokenWord[] {
    const rest = this.item.text.split(/\s+/).filter(Boolean).slice(this.told);
    const pace = Math.max(0, this.item.audioMs - this.untilMs) / Math.max(1, lettersIn(rest));
    return rest.map((text) => this.place(text, pace));
  }

  private place(text: string, msPerLetter: number): SpokenWord {
    const startMs = this.untilMs;
    this.untilMs += (text.length + 1) * msPerLetter;
    this.told += 1;
    return { text, startMs, endMs: this.untilMs, origin: 'estimated' };
  }

  /** Without the word that may still be growing. */
  private rest(): string[] {
    const { text, complete } = this.item;
    const whole = complete ? text : text.slice(0, text.search(/\S*$/));
    return whole.split(/\s+/).filter(Boolean).slice(this.told);
  }

  private pace(rest: readonly string[]): number {
    const spread = Math.max(0, this.item.audioMs - this.untilMs) / Math.max(1, lettersIn(rest));
    return this.item.complete ? spread : Math.max(spread, TYPICAL_MS_PER_LETTER);
  }
}

function lettersIn(words: readonly string[]): number {
  return words.reduce((sum, word) => sum + word.length + 1, 0);
}
