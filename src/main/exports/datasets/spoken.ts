import type { Conversation, Turn, Word } from '../../../contract/conversation.ts';
import { plainLine } from '../texts/plain.ts';
import { audioMs, type RowContext } from './dataset.ts';

/** Samples are counted from 0, so less than this is no time at all (a sample at 48 kHz is 21 µs). */
const LEAST_MS = 0.02;

/** A turn as it sounds in the audio of an export. */
export interface SpokenTurn {
  turn: Turn;
  /** Within the audio; longer than 0. */
  startMs: number;
  endMs: number;
  /** One line. */
  text: string;
  /** Whose times may stand in a table; each within the turn, in order, longer than 0. */
  words: Word[];
}

/** What can be heard: turns with words and a length, cut at the ends of the audio, by start. */
export function spokenTurns(
  { turns }: Pick<Conversation, 'turns'>,
  { audio, estimatedWords }: Pick<RowContext, 'audio' | 'estimatedWords'>,
): SpokenTurn[] {
  const end = audioMs(audio);
  return turns
    .map((turn) => {
      const span = within(turn, 0, end);
      const words = turn.words
        .filter(({ origin }) => estimatedWords || origin !== 'estimated')
        .map((word) => ({ ...word, ...within(word, span.startMs, span.endMs) }))
        .map((word) => ({ ...word, text: plainLine(word.text) }))
        .filter((word) => word.text !== '' && isHeard(word))
        .sort((one, other) => one.startMs - other.startMs);
      return { turn, ...span, text: plainLine(turn.text), words };
    })
    .filter((spoken) => spoken.text !== '' && isHeard(spoken))
    .sort((one, other) => one.startMs - other.startMs || one.endMs - other.endMs);
}

interface Span {
  startMs: number;
  endMs: number;
}

function within(span: Span, least: number, most: number): Span {
  const cut = (ms: number): number => (Number.isNaN(ms) ? 0 : Math.min(most, Math.max(least, ms)));
  return { startMs: cut(span.startMs), endMs: cut(span.endMs) };
}

function isHeard({ startMs, endMs }: Span): boolean {
  return endMs - startMs >= LEAST_MS;
}
