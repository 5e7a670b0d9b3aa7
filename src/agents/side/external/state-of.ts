import type { SideState } from '../../../contract/studio-events.ts';

/** What an agent says of itself in `lk.agent.state`. */
export function stateOf(said: string): SideState {
  switch (said) {
    case 'speaking':
    case 'thinking':
    case 'listening':
      return said;
    case 'initializing':
      return 'joining';
    default:
      return 'listening';
  }
}
