import type { ErrorData } from '../../../contract/errors.ts';
import { assertNever } from '../../../contract/kind.ts';

/** How an agent went: by its own will, without a word, with the whole room; or we ended the call. */
export type Gone = 'left' | 'lost' | 'room-deleted' | 'over';

/** An agent that is gone before anybody has said anything. */
export function goneFault(how: Exclude<Gone, 'over'>): ErrorData {
  return {
    code: how === 'room-deleted' ? 'room-deleted' : 'participant-removed',
    message: `${whatHappened(how)} before anybody had said anything.`,
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
    default:
      return assertNever(how);
  }
}
