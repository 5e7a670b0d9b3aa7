import type { Conversation, Turn, Word } from '../../../contract/conversation.ts';
import type { TextContext } from './text-format.ts';
import { byTime, wholeSpan, type Span } from './times.ts';

/** A turn with times that can be written. */
export interface TimedTurn extends Span {
  turn: Turn;
}

/** All turns in order of start, then end. */
export function timedTurns({ turns }: Pick<Conversation, 'turns'>): TimedTurn[] {
  return turns.map((turn) => ({ turn, ...wholeSpan(turn) })).sort(byTime);
}

/** Words whose times may stand in a table of words: estimated ones only when they were asked for. */
export function timedWords({ words }: Turn, { estimatedWords }: TextContext): Word[] {
  return words.filter(({ origin }) => estimatedWords || origin !== 'estimated');
}
