import type { Conversation } from '../../../contract/conversation.ts';
import type { Side } from '../../../contract/side.ts';
import { plainLine } from './plain.ts';
import { timedTurns } from './timed.ts';
import { byTime, visibleSpan, type Span } from './times.ts';

/** What is shown while a turn is heard. */
export interface Caption extends Span {
  side: Side;
  /** One line, never empty; not escaped. */
  text: string;
}

/**
 * The turns as captions, in order, none shorter than 1 ms; turns without words have none. An interrupted
 * turn ends with a dash, as captions show it.
 */
export function captions(conversation: Conversation): Caption[] {
  return timedTurns(conversation)
    .map(({ turn, ...span }) => {
      const text = plainLine(turn.text);
      const cut = turn.interrupted && !/[-–—]$/u.test(text);
      return {
        ...visibleSpan(span),
        side: turn.side,
        text: cut ? `${text} —` : text,
        empty: text === '',
      };
    })
    .filter(({ empty }) => !empty)
    .sort(byTime)
    .map(({ empty: _, ...caption }) => caption);
}
