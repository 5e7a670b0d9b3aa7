import type { SpokenWord } from '../../contract/worker-messages.ts';

/** One request's share of a turn: its text, and where its audio lies in the turn. */
interface Passage {
  text: string;
  fromMs: number;
  words: SpokenWord[];
}

/**
 * The words of a turn while its audio is handed out, on the turn's own clock: 0 is its first sample.
 */
export class SpokenTurn {
  private readonly passages: Passage[] = [];
  private readonly stalls: { atMs: number; ms: number }[] = [];
  private handedOutMs = 0;

  /** Audio of this length follows; with the text of the request that it begins, if it begins one. */
  add(durationMs: number, text?: string, words: readonly SpokenWord[] = []): void {
    if (text !== undefined) this.passages.push({ text, fromMs: this.handedOutMs, words: [] });
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

  private words(): SpokenWord[] {
    const words = this.passages.flatMap((passage, i) => {
      if (passage.words.length > 0) return passage.words;
      const toMs = this.passages[i + 1]?.fromMs ?? this.handedOutMs;
      return estimateWords(passage.text, passage.fromMs, toMs);
    });
    return words.map((word) => ({
      ...word,
      startMs: word.startMs + this.stalledBefore(word.startMs, true),
      endMs: word.endMs + this.stalledBefore(word.endMs, false),
    }));
  }

  /** Stalls before a moment of the audio; one exactly there delays a start, but no end. */
  private stalledBefore(audioMs: number, inclusive: boolean): number {
    return this.stalls
      .filter(({ atMs }) => (inclusive ? atMs <= audioMs : atMs < audioMs))
      .reduce((sum, { ms }) => sum + ms, 0);
  }
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
