import { toErrorData } from '../../../contract/errors.ts';
import type { SideReports } from '../side-reports.ts';
import { estimateWords } from '../estimate-words.ts';
import type { FallbackEar } from './fallback-ear.ts';
import type { SoundTurn } from './sounding.ts';
import type { Transcript } from './transcript.ts';

export interface TurnWriterOptions {
  transcript: Transcript;
  /** For turns whose words are not published. */
  ear: FallbackEar | undefined;
  reports: Pick<SideReports, 'onTurnStarted' | 'onTurnWords' | 'onTurnEnded' | 'fault'>;
  wasCut(turn: SoundTurn): boolean;
}

/** Text travels with the sound, but by another way: it may be this late, ms. */
const TEXT_LATE_MS = 1500;
/** Text that begins so long after the sound of a turn that has words belongs to the next one, ms. */
const NEXT_TURN_MS = 300;
/** A leaving worker waits so long for words that are being recognised, ms. */
const CLOSE_MS = 1500;
/** A word that is only being said is taken to be this long, ms. */
const WORD_MS = 250;

/** Brings the sound of turns and their words together, and tells them in order. */
export class TurnWriter {
  private readonly options: TurnWriterOptions;
  private readonly hurry = new AbortController();
  private writing: Promise<void> = Promise.resolve();
  private wake = (): void => {};
  private told = 0;
  /** The turn that was heard last. */
  private latest: SoundTurn | undefined;
  private closed = false;
  constructor(options: TurnWriterOptions) {
    this.options = options;
  }

  /** Has a turn been heard? */
  get any(): boolean {
    return this.latest !== undefined;
  }

  start(turn: SoundTurn): void {
    this.latest = turn;
    this.told = 0;
    this.options.reports.onTurnStarted({ turnId: turn.id, atMonotonicMs: turn.startMs });
  }

  /** Text has come, or a segment is complete. @param open the turn that is heard now */
  textCame(open: SoundTurn | undefined): void {
    this.wake();
    if (open) this.tellWords(open);
  }

  /** The sound of a turn has ended. */
  end(turn: SoundTurn): void {
    this.writing = this.writing.then(() => this.write(turn));
  }

  /** Writes what is still to be written, without waiting for text that may come. Never rejects. */
  async close(): Promise<void> {
    const late = setTimeout(() => this.hurry.abort(), CLOSE_MS);
    this.closed = true;
    this.wake();
    await this.writing;
    clearTimeout(late);
  }

  private tellWords(turn: SoundTurn): void {
    const { transcript, reports } = this.options;
    const text = transcript.peek(Number.POSITIVE_INFINITY);
    const words = text.split(' ').filter(Boolean);
    // The last one may go on.
    const whole = /\s$/.test(text) ? words : words.slice(0, -1);
    const fresh = whole.slice(this.told);
    if (fresh.length === 0) return;
    this.told = whole.length;
    const startMs = Math.max(0, turn.endMs - turn.startMs);
    const span = estimateWords(fresh.join(' '), startMs, startMs + WORD_MS * fresh.length);
    reports.onTurnWords({ turnId: turn.id, words: span });
  }

  private async write(turn: SoundTurn): Promise<void> {
    const text = (await this.published(turn)) || (await this.recognised(turn));
    const playedMs = turn.endMs - turn.startMs;
    this.options.reports.onTurnEnded({
      turnId: turn.id,
      intended: text,
      text,
      words: estimateWords(text, 0, playedMs),
      startMonotonicMs: turn.startMs,
      endMonotonicMs: turn.endMs,
      playedMs,
      interrupted: this.options.wasCut(turn),
      stem: undefined,
    });
  }

  private async published(turn: SoundTurn): Promise<string> {
    const { transcript } = this.options;
    const isThere = (): boolean => !transcript.isOpen && transcript.peek(this.untilOf(turn)) !== '';
    let late = this.closed;
    const timer = setTimeout(() => {
      late = true;
      this.wake();
    }, TEXT_LATE_MS);
    while (!isThere() && !late && !this.closed) {
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
    clearTimeout(timer);
    return transcript.take(this.untilOf(turn)).trim();
  }

  /** Until when text of this turn may have begun. */
  private untilOf(turn: SoundTurn): number {
    const { transcript } = this.options;
    const onTimeMs = turn.endMs + NEXT_TURN_MS;
    const hasWords = transcript.peek(onTimeMs) !== '';
    // Some agents publish words when they have been said. What is still being written is of the next turn.
    const mayBeLate = !hasWords && !transcript.isOpen && this.latest === turn;
    return mayBeLate ? Number.POSITIVE_INFINITY : onTimeMs;
  }

  private async recognised({ pcm }: SoundTurn): Promise<string> {
    const { ear, reports } = this.options;
    if (!ear) return '';
    try {
      return await ear.words(pcm, this.hurry.signal);
    } catch (error) {
      if (!this.hurry.signal.aborted) reports.fault(toErrorData(error), false);
      return '';
    }
  }
}
