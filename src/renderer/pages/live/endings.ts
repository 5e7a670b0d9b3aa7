import type { ConversationStatus, EndReason } from '../../../contract/conversation.ts';
import { assertNever } from '../../../contract/kind.ts';
import type { LiveConversation } from '../../../contract/live.ts';
import { SIDES, type Side } from '../../../contract/side.ts';
import { firstName } from '../../format/first-name.ts';
import { formatCountOf } from '../../format/numbers.ts';

/** How a run stands, for badges and lists. */
export interface StatusWords {
  text: string;
  tone: 'neutral' | 'ok' | 'warn' | 'bad';
}

export function statusWords(status: ConversationStatus): StatusWords {
  switch (status) {
    case 'preparing':
      return { text: 'Getting ready', tone: 'warn' };
    case 'running':
      return { text: 'Running', tone: 'ok' };
    case 'finishing':
      return { text: 'Saving', tone: 'warn' };
    case 'completed':
      return { text: 'Completed', tone: 'ok' };
    case 'stopped':
      return { text: 'Stopped', tone: 'neutral' };
    case 'failed':
      return { text: 'Failed', tone: 'bad' };
    case 'interrupted':
      return { text: 'Interrupted', tone: 'warn' };
    default:
      return assertNever(status);
  }
}

/** Whether a run is still under way. */
export function isUnderWay(status: ConversationStatus): boolean {
  return status === 'preparing' || status === 'running' || status === 'finishing';
}

/** The heading over how it ended. */
export function endingTitle(reason: EndReason): string {
  switch (reason) {
    case 'goodbye':
      return 'They said goodbye';
    case 'max-turns':
      return 'The limit of turns was reached';
    case 'max-minutes':
      return 'The time was up';
    case 'silence':
      return 'Nobody spoke any more';
    case 'budget':
      return 'The budget was used up';
    case 'stopped':
      return 'You stopped it';
    case 'fault':
      return 'Something failed';
    case 'host-died':
      return 'Duologue ended in the middle of it';
    default:
      return assertNever(reason);
  }
}

/** One line about a conversation for the list: what happens in it now, or how it ended. */
export function tinyState(live: LiveConversation): string {
  if (live.ended) return endingTitle(live.ended.endReason);
  if (live.status === 'preparing') return 'Getting ready';
  if (live.status === 'finishing') return 'Saving the recording';
  const speaking = SIDES.filter((side) => live.sides[side].state === 'speaking');
  const name = (side: Side) => firstName(live.config.personas[side].name);
  if (speaking.length === 2) return `${name('a')} and ${name('b')} speak at once`;
  if (speaking[0]) return `${name(speaking[0])} speaks`;
  const thinking = SIDES.find((side) => live.sides[side].state === 'thinking');
  if (thinking) return `${name(thinking)} thinks`;
  return `Silence after ${formatCountOf(live.turns.length, 'turn')}`;
}
