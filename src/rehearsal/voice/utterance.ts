import { ESPEAK_RATE, type Espeak, type EspeakEvent } from './espeak.ts';
import { atLevel, toPcm16 } from './loudness.ts';
import { joinPcm } from './pcm.ts';
import { Resampler } from './resampler.ts';
import { SilenceTrimmer } from './silence-trimmer.ts';
import { slices, spokenText } from './spoken-text.ts';
import type { Voice } from './voices.ts';
import { WordTimer, type TimedWord } from './word-timer.ts';

/** Sample rate of the rehearsal voice, in Hz. */
export const VOICE_RATE = 24_000;
/** Silence that stays before the first and after the last sound. */
const KEEP_MS = 8;
/** Pause between two sentences that were synthesised apart, at 170 words per minute. */
const SENTENCE_PAUSE_MS = 320;

/** The next stretch of an utterance. Word times are in ms from the utterance's first sample. */
export interface Part {
  readonly pcm: Int16Array<ArrayBuffer>;
  readonly words: readonly TimedWord[];
}

export interface UtteranceRequest {
  readonly text: string;
  readonly voice: Pick<Voice, 'espeak'>;
  /** BCP 47; English when it is left out, as the named voices speak it. */
  readonly language?: string;
  /** 1 is the voice's natural speed. */
  readonly speed: number;
}

/**
 * Speaks a text, part by part: a part leaves as soon as the times of all its words are known. Each step
 * of the iteration synthesises a few sentences at most, so that several utterances can take turns.
 */
export class Utterance {
  readonly #espeak: Espeak;
  readonly #request: UtteranceRequest;
  readonly #resampler = new Resampler(ESPEAK_RATE, VOICE_RATE);
  readonly #trimmer = new SilenceTrimmer((VOICE_RATE * KEEP_MS) / 1000);
  readonly #slices: string[];
  /** Sound of espeak-ng that was passed on, in its samples. */
  #passed = 0;
  #words: TimedWord[] = [];

  constructor(espeak: Espeak, request: UtteranceRequest) {
    this.#espeak = espeak;
    this.#request = request;
    this.#slices = slices(request.text);
  }

  /** Synthesises the next slice; false when there is none left and the utterance is complete. */
  step(onPart: (part: Part) => void): boolean {
    const slice = this.#slices.shift();
    if (slice !== undefined) this.#speak(slice, onPart);
    if (this.#slices.length > 0) {
      this.#pass(new Int16Array(this.#pauseSamples()), onPart);
      return true;
    }
    this.#emit(
      joinPcm(this.#trimmer.push(toPcm16(this.#resampler.flush())), this.#trimmer.flush()),
      onPart,
    );
    return false;
  }

  #pauseSamples(): number {
    const rate = this.#request.voice.espeak.rate * this.#request.speed;
    return Math.round((SENTENCE_PAUSE_MS * 170 * ESPEAK_RATE) / rate / 1000);
  }

  #speak(slice: string, onPart: (part: Part) => void): void {
    const { spoken, words } = spokenText(slice, this.#request.language);
    const { voice, speed } = this.#request;
    if (words.length === 0) return;
    const timer = new WordTimer(words);
    const startMs = (this.#passed * 1000) / ESPEAK_RATE;
    let held: Int16Array = new Int16Array(0);
    let heldFrom = 0;
    this.#espeak.speak(spoken, voice.espeak, speed, (samples, events) => {
      this.#note(timer, events, startMs);
      held = joinPcm(held, samples);
      const open = timer.openSinceMs;
      const until =
        open === undefined ? held.length : Math.floor((open * ESPEAK_RATE) / 1000) - heldFrom;
      if (until <= 0) return;
      this.#pass(held.subarray(0, until), onPart);
      held = held.slice(until);
      heldFrom += until;
    });
    this.#pass(held, onPart);
  }

  #note(timer: WordTimer, events: readonly EspeakEvent[], startMs: number): void {
    for (const event of events) {
      for (const word of timer.take(event)) {
        this.#words.push({
          text: word.text,
          startMs: startMs + word.startMs,
          endMs: startMs + word.endMs,
        });
      }
    }
  }

  #pass(samples: Int16Array, onPart: (part: Part) => void): void {
    this.#passed += samples.length;
    const level = atLevel(samples, this.#request.voice.espeak.gain);
    this.#emit(this.#trimmer.push(toPcm16(this.#resampler.push(level))), onPart);
  }

  #emit(pcm: Int16Array<ArrayBuffer>, onPart: (part: Part) => void): void {
    if (pcm.length === 0) return;
    const trimmedMs = (this.#trimmer.removed * 1000) / VOICE_RATE;
    const words = this.#words.map((word) => ({
      text: word.text,
      startMs: round(Math.max(0, word.startMs - trimmedMs)),
      endMs: round(Math.max(0, word.endMs - trimmedMs)),
    }));
    this.#words = [];
    onPart({ pcm, words });
  }
}

const round = (ms: number): number => Math.round(ms * 10) / 10;
