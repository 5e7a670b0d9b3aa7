import type { SpokenWord } from '../../contract/worker-messages.ts';
import type { SpokenText } from '../speech/synthesis-note.ts';

/** One request's share of a turn: its text, and where its audio lies in the turn. */
interface Passage {
  readonly text: string;
  fromMs: number;
  words: SpokenWord[];
}

/** About 150 words a minute, spaces counted as letters. */
const TYPICAL_MS_PER_LETTER = 65;

/**
 * The words of a turn while its audio is handed out, on the turn's own clock: 0 is its first sample.
 */
export class SpokenTurn {
  private readonly passages: Passage[] = [];
  private readonly stalls: { atMs: number; ms: number }[] = [];
  private handedOutMs = 0;
  /** Up to where `fresh` has told the words: passage, words of it, and where their sound ends. */
  private told = { passage: 0, words: 0, untilMs: 0 };

  /** Audio of this length follows; with the text of the request that it begins, if it begins one. */
  add(durationMs: number, text?: SpokenText, words: readonly SpokenWord[] = []): void {
    if (text !== undefined) this.passages.push(passageOf(text, this.handedOutMs));
    const passage = this.passages.at(-1);
    passage?.words.push(...words.map((word) => shift(word, passage.fromMs)));
    this.handedOutMs += durationMs;
  }

  /** The audio was not there in time: what follows sounds this much later. */
  stall(ms: number): void {
    this.stalls.push({ atMs: this.handedOutMs, ms });
  }

  /** Length so far: audio and the stalls between it. */
  get lengthMs(): number {
    return this.handedOutMs + this.stalls.reduce((sum, { ms }) => sum + ms, 0);
  }

  /** The text whose audio was asked for so far. */
  get text(): string {
    return join(this.passages.map(({ text }) => text));
  }

  /** The words whose sound is (for the greater part) within the first `playedMs`. */
  audible(playedMs: number): SpokenWord[] {
    return this.words().filter(({ startMs, endMs }) => (startMs + endMs) / 2 <= playedMs);
  }

  /**
   * Words whose sound was handed out since the last call. Each comes once, in order. Where the voice gives
   * no times, the words of a request that is still coming are placed by the pace of ordinary speech.
   *
   * @param complete nothing follows: what is left is told as well
   */
  fresh(complete = false): SpokenWord[] {
    const words: SpokenWord[] = [];
    for (;;) {
      const passage = this.passages[this.told.passage];
      if (!passage) return words;
      const toMs = this.passages[this.told.passage + 1]?.fromMs;
      const isOpen = toMs === undefined && !complete;
      words.push(...this.untold(passage, isOpen, toMs ?? this.handedOutMs));
      if (isOpen) return words;
      this.told = { passage: this.told.passage + 1, words: 0, untilMs: 0 };
    }
  }

  private untold(passage: Passage, isOpen: boolean, toMs: number): SpokenWord[] {
    const rest =
      passage.words.length > 0
        ? passage.words.slice(this.told.words)
        : this.estimatedRest(passage, isOpen ? undefined : toMs);
    const end = isOpen ? rest.findIndex(({ endMs }) => endMs > this.handedOutMs) : -1;
    const ready = end === -1 ? rest : rest.slice(0, end);
    this.told.words += ready.length;
    this.told.untilMs = ready.at(-1)?.endMs ?? this.told.untilMs;
    return ready.map((word) => this.stalled(word));
  }

  /** @param toMs where the sound of the passage ends; undefined: not known yet */
  private estimatedRest(passage: Passage, toMs: number | undefined): SpokenWord[] {
    const text = passage.text.split(/\s+/).filter(Boolean).slice(this.told.words).join(' ');
    const fromMs = Math.max(passage.fromMs, this.told.untilMs);
    return estimateWords(text, fromMs, toMs ?? fromMs + typicalMs(text));
  }

  private words(): SpokenWord[] {
    const words = this.passages.flatMap((passage, i) => {
      if (passage.words.length > 0) return passage.words;
      const toMs = this.passages[i + 1]?.fromMs ?? this.handedOutMs;
      return estimateWords(passage.text, passage.fromMs, toMs);
    });
    return words.map((word) => this.stalled(word));
  }

  private stalled(word: SpokenWord): SpokenWord {
    return {
      ...word,
      startMs: word.startMs + this.stalledBefore(word.startMs, true),
      endMs: word.endMs + this.stalledBefore(word.endMs, false),
    };
  }

  /** Stalls before a moment of the audio; one exactly there delays a start, but no end. */
  private stalledBefore(audioMs: number, inclusive: boolean): number {
    return this.stalls
      .filter(({ atMs }) => (inclusive ? atMs <= audioMs : atMs < audioMs))
      .reduce((sum, { ms }) => sum + ms, 0);
  }
}

/** How long a text takes when it is spoken at an ordinary pace, ms. */
export function typicalMs(text: string): number {
  return (text.length + 1) * TYPICAL_MS_PER_LETTER;
}

/** Words spread over a span by their length: all that can be said where the voice gives no times. */
export function estimateWords(text: string, fromMs: number, toMs: number): SpokenWord[] {
  const words = text.split(/\s+/).filter(Boolean);
  const total = words.reduce((sum, word) => sum + word.length + 1, 0);
  let at = fromMs;
  return words.map((word) => {
    const startMs = at;
    at += ((toMs - fromMs) * (word.length + 1)) / total;
    return { text: word, startMs, endMs: at, origin: 'estimated' };
  });
}

function passageOf(text: SpokenText, fromMs: number): Passage {
  if (typeof text === 'string') return { text, fromMs, words: [] };
  return {
    get text() {
      return text.text;
    },
    fromMs,
    words: [],
  };
}

/** The words as running text. */
export function textOf(words: readonly SpokenWord[]): string {
  return join(words.map(({ text }) => text));
}

function shift(word: SpokenWord, byMs: number): SpokenWord {
  return { ...word, startMs: word.startMs + byMs, endMs: word.endMs + byMs };
}

function join(texts: readonly string[]): string {
  return texts
    .map((text) => text.trim())
    .filter(Boolean)
    .join(' ');
}
