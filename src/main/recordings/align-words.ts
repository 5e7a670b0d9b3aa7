import type { Word } from '../../contract/conversation.ts';
import type { Activity } from '../../contract/recorder-messages.ts';
import type { SpokenWord } from '../../contract/worker-messages.ts';

export interface WordPlace {
  /** Where the turn's first sample lies, by its sound. */
  firstSampleMs: number;
  /** Audible start and end of the turn. */
  startMs: number;
  endMs: number;
  /** The turn's audible spans. */
  spans: Activity;
}

interface SpokenPart {
  text: string;
  words: readonly SpokenWord[];
  playedMs: number;
  interrupted: boolean;
}

/** A pause of the voice that its own times don't know is at least this long. */
const STARVED_MS = 60;

/**
 * The words on the recording's clock. They move with the turn; where the sound has a pause that the
 * voice did not make (its audio came too late), the words after it move on to the next sound. Words of
 * an interrupted turn that lie past its audible end for the greater part are cut.
 */
export function placeWords(part: SpokenPart, place: WordPlace): Word[] {
  const { firstSampleMs, startMs, endMs, spans } = place;
  let spareMs = endMs - firstSampleMs - Math.max(part.playedMs, lastEnd(part.words));
  let shiftMs = firstSampleMs;
  const placed = part.words.map((word) => {
    const silent = silenceFrom(spans, word.startMs + shiftMs);
    if (silent >= STARVED_MS && silent <= spareMs + STARVED_MS / 2) {
      shiftMs += silent;
      spareMs -= silent;
    }
    return { ...word, startMs: word.startMs + shiftMs, endMs: word.endMs + shiftMs };
  });
  return placed
    .filter((word) => !part.interrupted || (word.startMs + word.endMs) / 2 <= endMs)
    .map((word) => ({
      ...word,
      startMs: clamp(word.startMs, startMs, endMs),
      endMs: clamp(word.endMs, startMs, endMs),
    }));
}

/** The text of an interrupted turn, cut to as many words as were audible. */
export function audibleText(part: SpokenPart, audibleWords: number): string {
  if (part.words.length === 0 || audibleWords >= part.words.length) return part.text;
  const texts = part.words.map(({ text }) => text);
  if (texts.join(' ') === part.text) return texts.slice(0, audibleWords).join(' ');
  const tokens = part.text.split(/\s+/).filter((token) => token !== '');
  const kept = Math.floor((tokens.length * audibleWords) / part.words.length);
  return tokens.slice(0, kept).join(' ');
}

/** How long it is silent from a moment on; 0 in the middle of sound, or when none follows. */
function silenceFrom(spans: Activity, ms: number): number {
  const next = spans.find(([, end]) => end > ms);
  return next ? Math.max(0, next[0] - ms) : 0;
}

function lastEnd(words: readonly SpokenWord[]): number {
  return words.at(-1)?.endMs ?? 0;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
