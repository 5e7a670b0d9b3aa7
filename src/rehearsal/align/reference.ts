import { FRAME_MS, framesOf, type Frames } from '../ear/frames.ts';
import { ESPEAK_RATE, type Espeak } from '../voice/espeak.ts';
import { joinPcm } from '../voice/pcm.ts';
import { isWord, slices, spokenText } from '../voice/spoken-text.ts';
import { WordTimer, type TimedWord } from '../voice/word-timer.ts';
import type { FrameRange } from './columns.ts';

/** A text spoken by espeak-ng, to lay another sound against. */
export interface Reference {
  readonly frames: Frames;
  readonly words: readonly ReferenceWord[];
}

/** A stretch of the reference's frames, and which of the given words it is. */
export interface ReferenceWord extends FrameRange {
  readonly index: number;
}

export interface ReferenceRequest {
  readonly words: readonly string[];
  /** BCP 47 */
  readonly language: string;
  readonly gender: 'male' | 'female';
  /** 1 is espeak-ng's usual pace. */
  readonly speed: number;
}

/** Words per minute at speed 1. */
const RATE = 172;
/** Silence before and after each slice, so that its edges have whole frames. */
const PAD = ESPEAK_RATE / 20;

/**
 * Speaks the words. Those without sound (punctuation, signs that the language doesn't know) are left out.
 *
 * @throws Error when espeak-ng doesn't speak the language
 */
export function speakReference(espeak: Espeak, request: ReferenceRequest): Reference {
  const pieces: Int16Array[] = [];
  const timed: TimedWord[] = [];
  let length = 0;
  const add = (samples: Int16Array): void => {
    pieces.push(samples);
    length += samples.length;
  };
  for (const slice of slices(request.words.join(' '))) {
    add(new Int16Array(PAD));
    const startMs = (length * 1000) / ESPEAK_RATE;
    for (const word of speakSlice(espeak, slice, request, add)) {
      timed.push({ ...word, startMs: startMs + word.startMs, endMs: startMs + word.endMs });
    }
  }
  add(new Int16Array(PAD));
  const samples = Float32Array.from(joinPcm(...pieces), (sample) => sample / 32_768);
  return {
    frames: framesOf(samples, ESPEAK_RATE),
    words: indexed(timed, request.words),
  };
}

function speakSlice(
  espeak: Espeak,
  slice: string,
  { language, gender, speed }: ReferenceRequest,
  onSound: (samples: Int16Array) => void,
): TimedWord[] {
  const { spoken, words } = spokenText(slice, language);
  if (words.length === 0) return [];
  const timer = new WordTimer(words);
  const voice = { language, gender };
  const settings = { voice, rate: RATE, pitch: 50, range: 50, gain: 1 };
  const timed: TimedWord[] = [];
  espeak.speak(spoken, settings, speed, (samples, events) => {
    onSound(samples.slice());
    for (const event of events) timed.push(...timer.take(event));
  });
  return timed;
}

/** Finds the given word of each timed one; both are in order, and some given ones have no sound. */
function indexed(timed: readonly TimedWord[], words: readonly string[]): ReferenceWord[] {
  const spoken = words.flatMap((word, index) =>
    word.split(/\s+/).flatMap((piece) => (isWord(piece) ? [{ piece, index }] : [])),
  );
  let at = 0;
  return timed.flatMap(({ text, startMs, endMs }) => {
    const found = spoken.findIndex(({ piece }, place) => place >= at && text.includes(piece));
    const word = spoken[found];
    if (!word) return [];
    at = found + 1;
    return { index: word.index, ...frameRange(startMs, endMs) };
  });
}

/** Frame t is centred on t · FRAME_MS. */
function frameRange(startMs: number, endMs: number): FrameRange {
  const from = Math.round(startMs / FRAME_MS);
  return { from, to: Math.max(from + 1, Math.round(endMs / FRAME_MS)) };
}
