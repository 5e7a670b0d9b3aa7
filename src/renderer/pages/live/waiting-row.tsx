import { clsx } from 'clsx';
import type { LiveConversation } from '../../../contract/live.ts';
import { otherSide, type Side } from '../../../contract/side.ts';
import { speakingState, stateWords } from './side-states.ts';

/** What the one does who isn't speaking: always one row, so that nothing jumps when the floor changes hands. */
export function WaitingRow({ live }: { live: LiveConversation }) {
  const side = waitingSide(live);
  const words =
    live.finishing && live.sides[side].state === 'listening'
      ? 'is asked to say goodbye'
      : stateWords(speakingState(live, side));
  return (
    <div
      aria-hidden
      className="grid grid-cols-[3.25rem_minmax(3.5rem,6.5rem)_minmax(0,1fr)_auto] items-baseline gap-x-3 px-4 py-2"
    >
      <span className="text-right text-xs text-faint">·</span>
      <span className={clsx('truncate text-sm font-semibold', side === 'a' ? 'text-a' : 'text-b')}>
        {live.config.personas[side].name}
      </span>
      <span className="text-faint">{words}</span>
    </div>
  );
}

/** Whoever thinks comes next; else the one who doesn't speak, or didn't speak last. */
function waitingSide({ sides, turns, config }: LiveConversation): Side {
  for (const side of ['a', 'b'] as const) {
    if (sides[side].state === 'speaking') return otherSide(side);
  }
  for (const side of ['a', 'b'] as const) {
    if (sides[side].state === 'thinking') return side;
  }
  const last = turns.at(-1);
  return last ? otherSide(last.side) : config.scenario.opener;
}
