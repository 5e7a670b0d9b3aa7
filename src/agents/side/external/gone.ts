import type { ErrorData } from '../../../contract/errors.ts';
import { assertNever } from '../../../contract/kind.ts';

/**
 * How a call with an agent ended: it left, or its connection broke for good; it (or somebody else) deleted the
 * room, or sent the caller out of it; or we ended it.
 */
export type Gone = 'left' | 'lost' | 'room-deleted' | 'caller-removed' | 'over';

/** Agents end calls in all these ways, once the two have talked; a connection that breaks is none of them. */
export function hasHungUp(how: Exclude<Gone, 'over'>, haveTalked: boolean): boolean {
  return haveTalked && how !== 'lost';
}

/** An agent that is gone without having hung up. */
export function goneFault(how: Exclude<Gone, 'over'>, haveTalked: boolean): ErrorData {
  return {
    code: how === 'room-deleted' ? 'room-deleted' : 'participant-removed',
    message: `${whatHappened(how)}${haveTalked ? '' : ' before anybody had said anything'}.`,
    remedy: 'Look into the log of your agent, and run it again.',
  };
}

function whatHappened(how: Exclude<Gone, 'over'>): string {
  switch (how) {
    case 'left':
      return 'Your agent left the call';
    case 'lost':
      return 'Your agent lost its connection to the call and did not come back';
    case 'room-deleted':
      return 'The room was deleted, by your agent or somebody else,';
    case 'caller-removed':
      return 'The caller was sent out of the room, by your agent or somebody else,';
    default:
      return assertNever(how);
  }
}
