import type { SpokenWord } from '../../contract/worker-messages.ts';
import type { SynthesisNote } from '../speech/synthesis-note.ts';
import { TYPICAL_MS_PER_LETTER } from './estimate-words.ts';
import { isWithin, Passage } from './passage.ts';

/**
 * The words of a turn while its audio is handed out, on the turn's own clock: 0 is its first sample.
 */
export class SpokenTurn {
  private readonly passages: Passage[] = [];
  private readonly stalls: { atMs: number; ms: number }[] = [];
  private readonly expectedPace: number;
  private handedOutMs = 0;
  /** Up to where `fresh` has told the words: passage, words of it, and where their sound ends. */
  private told = { passage: 0, words: 0, untilMs: 0 };

  /** @param pace of this voice so far, ms per letter */
  constructor(pace = TYPICAL_MS_PER_LETTER) {
    this.expectedPace = pace;
  }

  /** Audio of this length follows; with what it says about itself. */
  add(durationMs: number, { text, words = [], end }: SynthesisNote = {}): void {
    if (text !== undefined) this.begin(new Passage(text, this.handedOutMs));
    this.handedOutMs += durationMs;
    const passage = this.passages.at(-1);
    if (!passage) return;
    passage.addTimed(words);
    passage.toMs = this.handedOutMs;
    passage.end ??= end;
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

  /** Sound of that text is missing: it broke off, or there was more to come. */
  get isPartial(): boolean {
    return this.passages.some(({ end }) => end !== 'whole');
  }

  /** Of this voice, by its whole passages, ms per letter. */
  get pace(): number {
    const whole = this.passages.filter(({ end }) => end === 'whole');
    const letters = whole.reduce((sum, passage) => sum + passage.letters, 0);
    const ms = whole.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
    return letters > 0 ? ms / letters : this.expectedPace;
  }

  /** The words whose sound is (for the greater part) within the first `playedMs`. */
  audible(playedMs: number): SpokenWord[] {
    const words = this.passages.flatMap((passage) => passage.words(this.pace));
    return words.map((word) => this.stalled(word)).filter((word) => isWithin(word, playedMs));
  }

  /**
   * Words whose sound was handed out since the last call. Each comes once, in order. Where the voice gives
   * no times, the words of a request that is still coming are placed by the pace of the voice.
   */
  fresh(): SpokenWord[] {
    const words: SpokenWord[] = [];
    for (;;) {
      const passage = this.passages[this.told.passage];
      if (!passage) return words;
      words.push(...this.untold(passage));
      if (!passage.end) return words;
      this.told = { passage: this.told.passage + 1, words: 0, untilMs: 0 };
    }
  }

  private begin(passage: Passage): void {
    const before = this.passages.at(-1);
    // One request follows the other.
    if (before) before.end ??= 'whole';
    this.passages.push(passage);
  }

  private untold(passage: Passage): SpokenWord[] {
    const rest = passage.words(this.pace, this.told);
    const next = passage.end ? -1 : rest.findIndex(({ endMs }) => endMs > this.handedOutMs);
    const ready = next === -1 ? rest : rest.slice(0, next);
    this.told.words += ready.length;
    this.told.untilMs = ready.at(-1)?.endMs ?? this.told.untilMs;
    return ready.map((word) => this.stalled(word));
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

/** The words as running text. */
export function textOf(words: readonly SpokenWord[]): string {
  return join(words.map(({ text }) => text));
}

function join(texts: readonly string[]): string {
  return texts
    .map((text) => text.trim())
    .filter(Boolean)
    .join(' ');
}
