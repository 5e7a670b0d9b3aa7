import { clsx } from 'clsx';
import type { Side } from '../../contract/side.ts';
import { Avatar } from '../ui/avatar.tsx';
import type { LaneSpeaker } from './types.ts';

const words: Record<NonNullable<LaneSpeaker['state']>, string> = {
  joining: 'joining',
  listening: 'listening',
  thinking: 'thinking',
  speaking: 'speaking',
  interrupted: 'interrupted',
  left: 'has hung up',
};

/** Who speaks in a lane, and what they do now. */
export function Speaker({ side, speaker }: { side: Side; speaker: LaneSpeaker }) {
  const { name, state, note } = speaker;
  const speaking = state === 'speaking';
  return (
    <div className="flex min-w-0 items-center gap-2.5" data-side={side} data-state={state}>
      <Avatar name={name} side={side} className={clsx(speaking && 'ring-2 ring-current')} />
      <div className="min-w-0">
        <div className="truncate font-semibold" title={name}>
          {name}
        </div>
        {(note ?? state) && (
          <div className={clsx('truncate text-xs', speaking ? sideText[side] : 'text-dim')}>
            {note ?? (state && words[state])}
          </div>
        )}
      </div>
    </div>
  );
}

const sideText = { a: 'text-a', b: 'text-b' };
