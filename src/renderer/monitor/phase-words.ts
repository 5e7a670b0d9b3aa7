import { assertNever } from '../../contract/kind.ts';
import type { PerSide } from '../../contract/side.ts';
import { firstName } from '../format/first-name.ts';
import type { MonitorState } from './monitor-state.ts';

/** How listening in stands, in one sentence. */
export function phaseWords({ phase, present }: MonitorState, names: PerSide<string>): string {
  switch (phase.kind) {
    case 'off':
      return 'You are not listening.';
    case 'waiting':
      return 'There is sound as soon as both have joined.';
    case 'connecting':
      return 'Connecting…';
    case 'blocked':
      return 'The browser holds the sound back.';
    case 'listening':
      return presence(present, names);
    case 'reconnecting':
      return 'Connection lost; connecting again…';
    case 'ended':
      return 'The call is over.';
    case 'failed':
      return phase.error.message;
    default:
      return assertNever(phase);
  }
}

function presence(present: PerSide<boolean>, full: PerSide<string>): string {
  const names = { a: firstName(full.a), b: firstName(full.b) };
  if (present.a && present.b) return 'You hear both. They don’t notice you.';
  if (present.a) return `You hear ${names.a}. ${names.b} isn’t on the line.`;
  if (present.b) return `You hear ${names.b}. ${names.a} isn’t on the line.`;
  return 'Waiting for their voices…';
}
