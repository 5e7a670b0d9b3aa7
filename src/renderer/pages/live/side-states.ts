import { assertNever } from '../../../contract/kind.ts';
import type { LiveConversation, LiveTurn } from '../../../contract/live.ts';
import type { Side } from '../../../contract/side.ts';
import type { SideState } from '../../../contract/studio-events.ts';

/** What a side does, as people say it. */
export type SpeakingState = SideState | 'interrupted';

/** How long "interrupted" is shown after a turn was cut off, ms. */
const INTERRUPTED_MS = 2000;

/** What a side does now; being cut off is shown for two seconds, unless it speaks again. */
export function speakingState(live: LiveConversation, side: Side): SpeakingState {
  const { state } = live.sides[side];
  if (state === 'speaking' || state === 'left') return state;
  const last = lastTurnOf(live.turns, side);
  const cut = last && !last.open && last.interrupted && live.atMs - last.endMs < INTERRUPTED_MS;
  return cut ? 'interrupted' : state;
}

function lastTurnOf(turns: readonly LiveTurn[], side: Side): LiveTurn | undefined {
  return turns.findLast((turn) => turn.side === side);
}

/** The state in words, for a line below the name. */
export function stateWords(state: SpeakingState): string {
  switch (state) {
    case 'joining':
      return 'joining';
    case 'listening':
      return 'listening';
    case 'thinking':
      return 'thinking';
    case 'speaking':
      return 'speaking';
    case 'interrupted':
      return 'was interrupted';
    case 'left':
      return 'hung up';
    default:
      return assertNever(state);
  }
}
